import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { trainingSettingsSchema } from '../../network/recipe';
import { registerLayers } from '../layers/registerLayers';
import { createOptimizer } from '../training/optimizers/createOptimizer';
import { trainingStep } from '../training/trainingStep';
import { NetworkModel } from './networkModel';

const normalized = chain([
  ['input', { height: 1, width: 2, channels: 1 }],
  ['batchNormalization', { momentum: 0.9 }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const normalizationId = normalized.nodes[1]?.id ?? '';

const models: NetworkModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

async function build(...args: Parameters<typeof NetworkModel.build>): Promise<NetworkModel> {
  const model = await NetworkModel.build(...args);
  models.push(model);
  return model;
}

/** One step of AdamW with a large decay on two pictures: (1, 3) and (5, 7). */
function step(model: NetworkModel): void {
  const images = tf.tensor4d([1, 3, 5, 7], [2, 1, 2, 1]);
  const labels = tf.tensor1d([0, 1], 'int32');
  const optimizer = createOptimizer(
    trainingSettingsSchema.parse({ optimizer: 'AdamW', learningRate: 0.1, weightDecay: 0.9 }),
  );
  tf.dispose([trainingStep(model, optimizer, { images, labels }), images, labels]);
  optimizer.dispose();
}

const near = (value: number): number => expect.closeTo(value, 5) as number;

describe('the moving statistics of batch normalisation', () => {
  beforeAll(async () => {
    registerLayers();
    await tf.setBackend('cpu');
  });

  it('follow the batches and nothing else: the optimizer neither moves nor decays them', async () => {
    const model = await build(normalized, 1);
    expect(model.trainable).toHaveLength(4);
    step(model);
    const [gamma, beta, mean, variance] = (await model.snapshot()).get(normalizationId) ?? [];
    // The batch has mean 4 and variance 5.
    expect([mean?.[0], variance?.[0]]).toEqual([near(0.4), near(0.9 + 0.5)]);
    expect([gamma?.[0], beta?.[0]]).not.toEqual([1, 0]);
  });

  it('are kept with what was learnt', async () => {
    const model = await build(normalized, 1);
    step(model);
    const snapshot = await model.snapshot();
    const rebuilt = await build(normalized, 2, snapshot);
    expect(await rebuilt.snapshot()).toEqual(snapshot);
  });

  it('are what a prediction is made with', async () => {
    const model = await build(normalized, 1);
    const kept = new Map(await model.snapshot());
    kept.set(
      normalizationId,
      [2, 1, 3, 4 - 1e-3].map((value) => Float32Array.of(value)),
    );
    kept.set(normalized.nodes[3]?.id ?? '', [Float32Array.of(1, 0, 0, 1), Float32Array.of(0, 0)]);
    const predicting = await build(normalized, 1, kept);
    const logits = tf.tidy(() =>
      (
        predicting.model.apply(tf.tensor4d([5, 3], [1, 1, 2, 1]), { training: false }) as tf.Tensor
      ).dataSync(),
    );
    // (x - 3) / 2 · 2 + 1
    expect([...logits]).toEqual([near(3), near(1)]);
  });
});
