import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { trainingSettingsSchema } from '../../network/recipe';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import type { EngineEvent } from '../protocol';
import { sweptRates } from '../protocol/learningRateFinder';
import type { TrainingData } from './batchFeed';
import { TrainingDesk } from './trainingDesk';
import { settings, stripes } from './trainingFixture';

/** All that is random or moves in training: moving statistics, masks, and with the recipe below augmentation and slots. */
const network = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [3, 3] }],
  ['batchNormalization'],
  ['relu'],
  ['maxPooling2d'],
  ['flatten'],
  ['dropout', { rate: 0.3 }],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const recipe = settings({
  optimizer: 'Adam',
  learningRate: 0.01,
  epochs: 2,
  augmentation: trainingSettingsSchema.parse({}).augmentation,
});
const RATES = sweptRates.count;

const models: NetworkModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});
beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

async function build(seed = recipe.seed): Promise<NetworkModel> {
  const model = await NetworkModel.build(network, seed);
  models.push(model);
  return model;
}

function deskOn(data: TrainingData = stripes(24, 8)) {
  const events: EngineEvent[] = [];
  const listeners: ((event: EngineEvent) => void)[] = [];
  const desk = new TrainingDesk(
    {
      data,
      pictures: () => null,
      emit: (event) => {
        events.push(event);
        for (const listener of listeners) listener(event);
      },
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'cpu',
    },
    () => undefined,
  );
  const next = (type: EngineEvent['type']) =>
    new Promise<void>((resolve) => {
      listeners.push((event) => {
        if (event.type === type) resolve();
      });
    });
  /** Trains to the end. */
  const train = async (model: NetworkModel, over: Partial<TrainingSettings> = {}) => {
    desk.begin(model, { ...recipe, ...over }, false);
    while (desk.active) await next('status');
    return { history: desk.history, weights: await model.snapshot() };
  };
  return { desk, events, next, train };
}

/** Pictures are no numbers from the `from`th batch on, as those of a network whose activations overflow. */
function breakingData(from: number): TrainingData {
  const data = stripes(24, 8);
  let batches = 0;
  return {
    ...data,
    batch(ids) {
      const batch = data.batch(ids);
      if (batches++ < from) return batch;
      return {
        ...batch,
        bytes: new Float32Array(batch.bytes.length).fill(NaN) as unknown as typeof batch.bytes,
      };
    },
  };
}

const withoutTimes = ({ history, weights }: Awaited<ReturnType<ReturnType<typeof deskOn>['train']>>) => ({
  batches: history.batches,
  epochs: history.epochs.map(({ durationMs, ...epoch }) => ({ ...epoch, timed: durationMs >= 0 })),
  weights,
});

describe('a sweep of the learning rate', () => {
  it('rises evenly from 1e-6 to 10 on a logarithmic axis, over the batches that a run is fed', async () => {
    const { desk, train, events } = deskOn();
    const model = await build();
    const { points, ending } = await desk.findLearningRate(model, { ...recipe, optimizer: 'SGD' });
    const steps = points.slice(1).map(({ rate }, index) => rate / (points[index]?.rate ?? NaN));
    expect(points[0]?.rate).toBeCloseTo(1e-6, 12);
    expect(steps).toEqual(steps.map(() => expect.closeTo(1e7 ** (1 / (RATES - 1)), 6) as number));
    if (ending === 'complete') expect(points.at(-1)?.rate).toBeCloseTo(10, 6);
    const told = events.filter((event) => event.type === 'rateSweep').map(({ progress }) => progress.share);
    expect(told.toSorted((a, b) => a - b)).toEqual(told);
    // The rate of the first step is next to nothing, so that the second loss is that of the first weights, too.
    const { history } = await train(model, { learningRate: 1e-6, optimizer: 'SGD' });
    expect(points[0]?.batchLoss).toBe(history.batches[0]?.loss);
    expect(points[1]?.batchLoss).toBeCloseTo(history.batches[1]?.loss ?? NaN, 5);
  });

  it('takes the luck of the batches out: as long as the rate is next to nothing, all losses are the same', async () => {
    const { desk } = deskOn();
    const { points } = await desk.findLearningRate(await build(), { ...recipe, optimizer: 'SGD' });
    const first = points.slice(0, 20);
    const spread = (of: 'loss' | 'batchLoss') =>
      Math.max(...first.map((point) => point[of])) - Math.min(...first.map((point) => point[of]));
    expect(spread('batchLoss')).toBeGreaterThan(0.05);
    expect(spread('loss')).toBeLessThan(0.001);
  });

  it('suggests a rate that learns what is easy to learn', async () => {
    const { desk, train } = deskOn(stripes(48, 16));
    const model = await build();
    const plain = { ...recipe, augmentation: settings({}).augmentation };
    const { suggestion } = await desk.findLearningRate(model, plain);
    expect(suggestion).not.toBeNull();
    const { history } = await train(model, { ...plain, epochs: 10, learningRate: suggestion?.rate ?? NaN });
    expect(history.epochs.at(-1)?.validationAccuracy).toBe(1);
  });
});

describe('a run after a sweep is the run without it, bit for bit, where the sweep', () => {
  it.each([
    ['tried all rates or ran away', stripes(24, 8), null, /complete|diverged/],
    ['was cancelled while it measured the batches', stripes(24, 8), 'rateSweep', /cancelled/],
    ['met a loss that is no number', breakingData(RATES + 30), null, /notANumber/],
    ['met one before the first step', breakingData(3), null, /notANumber/],
  ] as const)('%s', async (_, data, cancelAt, ending) => {
    const [swept, untouched] = [await build(), await build()];
    // Both have learnt something before: moving statistics are no longer those of the start.
    const first = deskOn();
    await first.train(swept);
    await first.train(untouched);
    const before = await swept.snapshot();
    const tensors = tf.memory().numTensors;

    const { desk, next } = deskOn(data);
    const told = cancelAt === null ? null : next(cancelAt);
    const sweep = desk.findLearningRate(swept, recipe);
    await told;
    if (told !== null) await desk.cancelFinder();
    expect((await sweep).ending).toMatch(ending);

    expect(tf.memory().numTensors).toBe(tensors);
    expect(await swept.snapshot()).toEqual(before);
    expect(first.desk.history.batches).toHaveLength(6);
    const after = deskOn();
    expect(withoutTimes(await after.train(swept))).toEqual(withoutTimes(await after.train(untouched)));
  });

  it('began with weights that were never trained', async () => {
    const [swept, untouched] = [await build(1), await build(1)];
    const { desk, train } = deskOn();
    await desk.findLearningRate(swept, recipe);
    expect(swept).toMatchObject({ trained: false, seed: 1 });
    expect(withoutTimes(await train(swept))).toEqual(withoutTimes(await train(untouched)));
  });
});

describe('the desk', () => {
  it('refuses to look for a rate while a run is active, and says what to do', async () => {
    const { desk, next } = deskOn();
    const model = await build();
    desk.begin(model, { ...recipe, epochs: 500 }, false);
    await next('status');
    await expect(desk.findLearningRate(model, recipe)).rejects.toMatchObject({
      code: 'busy',
      message: 'Stop training before you look for a learning rate.',
    });
    await desk.stop();
  });

  it('refuses without pictures, and with other classes than the network has', async () => {
    const model = await build();
    await expect(deskOn(stripes(0)).desk.findLearningRate(model, recipe)).rejects.toMatchObject({
      code: 'no-images',
    });
    const three = { ...stripes(24), classNames: ['a', 'b', 'c'] };
    await expect(deskOn(three).desk.findLearningRate(model, recipe)).rejects.toMatchObject({
      code: 'bad-network',
    });
  });

  it('does not wait for a device that is lost', async () => {
    const { desk } = deskOn();
    const model = await build();
    model.snapshot = () => new Promise(() => undefined);
    model.trained = true;
    const sweep = desk.findLearningRate(model, recipe);
    expect(await desk.fail(new EngineError('device-lost', 'gone'))).toBe(false);
    expect(await sweep).toEqual({ points: [], ending: 'cancelled', suggestion: null });
  });
});
