import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trainingSettingsSchema } from '../../network/recipe';
import type { TrainingSettings } from '../../network/recipe';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { EngineError } from '../failure';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import type { EngineEvent, TrainingPhase } from '../protocol';
import type { TrainingData } from './batchFeed';
import { TrainingRun } from './trainer';
import { dataOf, settings, stripes } from './trainingFixture';

const smallCnn = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
  ['maxPooling2d', { poolSize: [2, 2] }],
  ['flatten'],
  ['dropout', { rate: 0.25 }],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const softmaxRegression = chain([
  ['input', { height: 1, width: 2, channels: 1 }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);

const models: NetworkModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

async function begin(
  network: Network,
  data: TrainingData,
  over: Partial<TrainingSettings>,
  onlyOneBatch = false,
  onSettled = () => Promise.resolve(),
) {
  const model = await NetworkModel.build(network, 7);
  models.push(model);
  const events: EngineEvent[] = [];
  const waiting: { phase: TrainingPhase; resolve: () => void }[] = [];
  const run = new TrainingRun(
    model,
    settings(over),
    {
      data,
      emit: (event) => {
        events.push(event);
        if (event.type !== 'status') return;
        for (const each of waiting) if (each.phase === event.status.phase) each.resolve();
      },
      settleEveryStep: () => false,
      onSettled,
      onEpoch: () => Promise.resolve(),
      backendName: () => 'cpu',
    },
    onlyOneBatch,
  );
  const reach = (phase: TrainingPhase) => new Promise<void>((resolve) => waiting.push({ phase, resolve }));
  return { run, events, reach, model };
}

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

describe('TrainingRun', () => {
  it('learns, validates after each epoch and reports every step', async () => {
    const { run, events } = await begin(smallCnn, stripes(32, 8), { epochs: 5 });
    await run.ended;
    const { batches, epochs } = run.history;
    expect(batches.map((point) => point.step)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(epochs).toHaveLength(5);
    expect(epochs[4]?.loss).toBeLessThan((epochs[0]?.loss ?? NaN) / 2);
    expect(epochs[4]?.validationAccuracy).toBe(1);
    const evaluation = events.findLast((event) => event.type === 'evaluation');
    expect(evaluation?.result?.epoch).toBe(5);
    expect(evaluation?.result?.confusion).toEqual([
      [4, 0],
      [0, 4],
    ]);
    expect(events.at(-1)).toMatchObject({
      type: 'status',
      status: { phase: 'finished', epoch: 5, secondsLeft: null },
    });
  });

  it('gives the same history again for the same seed, dropout and augmentation included', async () => {
    const augmentation = trainingSettingsSchema.parse({}).augmentation;
    const first = await begin(smallCnn, stripes(20), { augmentation });
    await first.run.ended;
    const second = await begin(smallCnn, stripes(20), { augmentation });
    await second.run.ended;
    const other = await begin(smallCnn, stripes(20), { augmentation, seed: 43 });
    await other.run.ended;
    expect(second.run.history.batches).toEqual(first.run.history.batches);
    expect(other.run.history.batches).not.toEqual(first.run.history.batches);
  });

  it('does the step that pencil and paper give', async () => {
    // One picture (1, 0), label 0: with weights W and no bias, p = softmax(W row 0); dW[0] = p - (1, 0), dW[1] = 0.
    const { run, model } = await begin(softmaxRegression, dataOf([Uint8Array.from([255, 0])], 1), {
      epochs: 1,
      batchSize: 1,
      learningRate: 0.5,
    });
    const before = await model.snapshot();
    await run.ended;
    const after = await model.snapshot();
    const dense = [...before.keys()].at(-1) ?? '';
    const [a = 0, b = 0, c = 0, d = 0] = before.get(dense)?.[0] ?? [];
    const p = Math.exp(a) / (Math.exp(a) + Math.exp(b));
    const expected = [a + 0.5 * (1 - p), b - 0.5 * (1 - p), c, d];
    expect([...(after.get(dense)?.[0] ?? [])]).toEqual(
      expected.map((value) => expect.closeTo(value, 5) as number),
    );
    expect([...(after.get(dense)?.[1] ?? [])]).toEqual([
      expect.closeTo(0.5 * (1 - p), 5) as number,
      expect.closeTo(-0.5 * (1 - p), 5) as number,
    ]);
  });

  it('pauses between batches, steps one batch at a time, and resumes to the same end', async () => {
    const straight = await begin(smallCnn, stripes(20), {});
    await straight.run.ended;
    const { run, reach } = await begin(smallCnn, stripes(20), {}, true);
    await reach('paused');
    expect(run.history.batches).toHaveLength(1);
    const paused = reach('paused');
    run.resume(1);
    await paused;
    expect(run.history.batches).toHaveLength(2);
    run.resume();
    await run.ended;
    expect(run.history.batches).toEqual(straight.run.history.batches);
  });

  it('tells the time left for the images left, a smaller last batch included', async () => {
    const { run, events } = await begin(smallCnn, stripes(9), { epochs: 2 });
    await run.ended;
    const measured = events.flatMap((event) =>
      event.type === 'status' && event.status.secondsLeft !== null ? [event.status] : [],
    );
    expect(measured.length).toBeGreaterThan(0);
    for (const { epoch, step, imagesPerSecond, secondsLeft } of measured) {
      const imagesLeft = 18 - (epoch - 1) * 9 - Math.min(9, step * 8);
      expect((secondsLeft ?? NaN) * (imagesPerSecond ?? NaN)).toBeCloseTo(imagesLeft, 5);
    }
  });

  it('fails at once when its device is lost, also while it waits for what never comes', async () => {
    const never = () => new Promise<void>(() => undefined);
    const { run, events } = await begin(smallCnn, stripes(20), {}, false, never);
    await expect.poll(() => run.history.batches).toHaveLength(1);
    run.fail(new EngineError('device-lost', 'The GPU is gone.'));
    await run.ended;
    expect(events.slice(-2)).toMatchObject([
      { type: 'fault', fault: { code: 'device-lost' } },
      { type: 'status', status: { phase: 'failed' } },
    ]);
  });

  it('stops when asked, keeping what it has', async () => {
    const { run, events, reach } = await begin(smallCnn, stripes(20), { epochs: 1000 });
    await reach('running');
    run.stop();
    await run.ended;
    expect(run.active).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'status', status: { phase: 'stopped' } });
  });

  it('says what to do when the loss is no longer a number', async () => {
    const { run, events } = await begin(smallCnn, stripes(20), {
      learningRate: 10,
      epochs: 200,
      optimizer: 'SGD',
      momentum: 0.99,
    });
    // A weight beyond all bounds makes the next loss NaN.
    const weights = models.at(-1)?.trainable[0];
    weights?.assign(tf.fill(weights.shape, Infinity));
    await run.ended;
    expect(events.filter((event) => event.type === 'fault')).toMatchObject([
      {
        fault: {
          code: 'not-a-number',
          message: expect.stringContaining('smaller learning rate than 10') as string,
        },
      },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'status', status: { phase: 'failed' } });
  });

  it('leaves no tensor behind, however it ends', async () => {
    await (
      await begin(smallCnn, stripes(20, 6), {})
    ).run.ended;
    const before = tf.memory().numTensors;
    const weights = models.at(-1)?.model.weights.length ?? NaN;
    await (
      await begin(smallCnn, stripes(20, 6), { optimizer: 'Adam' })
    ).run.ended;
    expect(tf.memory().numTensors).toBe(before + weights);
    const stopped = await begin(smallCnn, stripes(20, 6), { epochs: 100 });
    await stopped.reach('running');
    stopped.run.stop();
    await stopped.run.ended;
    expect(tf.memory().numTensors).toBe(before + 2 * weights);
    for (const model of models.splice(0)) model.dispose();
    expect(tf.memory().numTensors).toBe(before - weights);
  });

  it('refuses to begin without pictures', async () => {
    await expect(begin(smallCnn, stripes(0), {})).rejects.toThrow(/no training images/);
  });
});
