/** Frozen layers in training: their weights stay bit by bit, and what follows learns as if they were a fixed function. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { setTrainable } from '../../network/freezing';
import type { Network } from '../../network/graph';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import { readyToTrain } from './readyToTrain';
import { TrainingRun } from './trainer';
import { settings, stripes } from './trainingFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

const whole = chain([
  ['input', { height: 8, width: 8, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [3, 3], l2: 0.5 }],
  ['batchNormalization', { momentum: 0.5 }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [, conv = '', norm = '', , dense = ''] = whole.nodes.map(({ id }) => id);

async function trained(network: Network) {
  const model = await NetworkModel.build(network, 7);
  const before = await model.snapshot();
  const run = new TrainingRun(
    model,
    settings({ epochs: 2 }),
    {
      data: stripes(24),
      emit: () => undefined,
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'cpu',
    },
    false,
  );
  await run.ended;
  const after = await model.snapshot();
  model.dispose();
  const changed = [conv, norm, dense].filter(
    (id) =>
      JSON.stringify(after.get(id)?.map((values) => [...values])) !==
      JSON.stringify(before.get(id)?.map((values) => [...values])),
  );
  return { changed, history: run.history };
}

it('leaves frozen weights as they are, moving statistics too, and trains the others', async () => {
  expect((await trained(whole)).changed).toEqual([conv, norm, dense]);
  expect((await trained(setTrainable(whole, [conv], false))).changed).toEqual([norm, dense]);
  expect((await trained(setTrainable(whole, [conv, norm], false))).changed).toEqual([dense]);
});

it('puts no penalty on frozen weights, and normalises by the moving statistics: the loss is that of the plain sum', async () => {
  // Moving mean 0 and variance 1 as drawn: BatchNormalization divides by √(1 + ε) alone, which the next kernel can take up.
  const frozen = setTrainable(whole, [conv, norm], false);
  const model = await NetworkModel.build(frozen, 7);
  const plain = await NetworkModel.build(
    chain([
      ['input', { height: 8, width: 8, channels: 1 }],
      ['conv2d', { filters: 3, kernelSize: [3, 3] }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]),
    7,
  );
  expect(model.regularized).toEqual([]);
  tf.tidy(() => {
    const images = tf.randomUniform([4, 8, 8, 1], 0, 1, 'float32', 5);
    // A dense layer is drawn by its place in the network, so that the maps before it are compared.
    const at = (of: NetworkModel, layer: number) =>
      (
        tf
          .model({ inputs: of.model.inputs, outputs: of.model.layers[layer]?.output as tf.SymbolicTensor })
          .apply(images, { training: true }) as tf.Tensor
      ).dataSync();
    const normalized = at(model, 2);
    const sums = at(plain, 1);
    normalized.forEach((value, index) =>
      expect(value).toBeCloseTo((sums[index] ?? NaN) / Math.sqrt(1.001), 5),
    );
  });
  model.dispose();
  plain.dispose();
});

it('refuses in words where nothing is left to train', async () => {
  const wanted = setTrainable(whole, [conv, norm, dense], false);
  await expect(readyToTrain({ keeper: { wanted } } as never, settings({}))).rejects.toMatchObject({
    code: 'bad-network',
    message: expect.stringContaining('frozen') as string,
  });
});
