import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import type { Regularizer } from '../../network/layerType';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import { plainBatch } from './batchFeed';
import { evaluate } from './evaluate';
import { createOptimizer } from './optimizers/createOptimizer';
import { settings, stripes } from './trainingFixture';
import { trainingStep } from './trainingStep';

const data = stripes(8, 6);
const none: Regularizer = { l1: 0, l2: 0 };

/** The same seed draws the same weights with and without penalties. */
function build({ l1, l2 }: Regularizer): Promise<NetworkModel> {
  const network = chain([
    ['input', { height: 8, width: 8, channels: 1 }],
    ['conv2d', { filters: 2, kernelSize: [3, 3], l1, l2 }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  return NetworkModel.build(network, 3);
}

async function kernelOf(model: NetworkModel): Promise<readonly number[]> {
  const [, convolution = []] = [...(await model.snapshot()).values()];
  return [...(convolution[0] ?? [])];
}

/** The loss before one step with learning rate 0.01, and the kernel after it. */
async function oneStep(model: NetworkModel): Promise<{ loss: number; kernel: readonly number[] }> {
  const optimizer = createOptimizer(settings({ optimizer: 'SGD', learningRate: 0.01 }));
  const batch = plainBatch(data, data.indices('train'), model.input);
  const step = trainingStep(model, optimizer, batch);
  const [loss = NaN] = await step.data();
  tf.dispose([step, batch.images, batch.labels]);
  optimizer.dispose();
  return { loss, kernel: await kernelOf(model) };
}

const sum = (values: readonly number[], f: (value: number) => number): number =>
  values.reduce((total, value) => total + f(value), 0);

describe('l1 and l2 of a layer', () => {
  beforeAll(async () => {
    registerLayers();
    await tf.setBackend('cpu');
  });

  it('add their penalty to the loss of a step, and push its kernel by their slope', async () => {
    const [plain, penalized] = [await build(none), await build({ l1: 0.1, l2: 0.5 })];
    const kernel = await kernelOf(plain);
    const [without, withPenalty] = [await oneStep(plain), await oneStep(penalized)];
    const penalty = 0.1 * sum(kernel, Math.abs) + 0.5 * sum(kernel, (w) => w * w);
    expect(withPenalty.loss - without.loss).toBeCloseTo(penalty, 5);
    withPenalty.kernel.forEach((value, index) => {
      const w = kernel[index] ?? NaN;
      const slope = 0.1 * Math.sign(w) + 2 * 0.5 * w;
      expect(value).toBeCloseTo((without.kernel[index] ?? NaN) - 0.01 * slope, 5);
    });
    plain.dispose();
    penalized.dispose();
  });

  it('count once in an evaluation, however many batches it takes', async () => {
    const [plain, penalized] = [await build(none), await build({ l1: 0.1, l2: 0.5 })];
    const kernel = await kernelOf(plain);
    const lossOf = async (model: NetworkModel, batchSize: number): Promise<number> =>
      (await evaluate(model, { data, split: 'validation', batchSize }, () => false))?.loss ?? NaN;
    const penalty = 0.1 * sum(kernel, Math.abs) + 0.5 * sum(kernel, (w) => w * w);
    expect((await lossOf(penalized, 4)) - (await lossOf(plain, 4))).toBeCloseTo(penalty, 5);
    expect((await lossOf(penalized, 6)) - (await lossOf(plain, 6))).toBeCloseTo(penalty, 5);
    plain.dispose();
    penalized.dispose();
  });
});
