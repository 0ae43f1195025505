import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { articleCnn } from '../../network/architectures/articleCnn';
import { chain } from '../../network/chain';
import { connect } from '../../network/connecting';
import { removeNode } from '../../network/edits';
import type { Network } from '../../network/graph';
import { toTfjsModel } from './config';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function build(network: Network) {
  const { config, layerNameOf } = toTfjsModel(network);
  const model = await tf.models.modelFromJSON(config as unknown as tf.io.ModelJSON);
  return { model, layerOf: (id: string) => model.getLayer(layerNameOf.get(id) ?? '') };
}

describe('toTfjsModel', () => {
  test("the article's network", async () => {
    const network = articleCnn.sizes.paper();
    const { model } = await build(network);
    expect(model.countParams()).toBe(13_070_658);
    expect(model.layers.map(({ outputShape }) => outputShape[1])).toEqual([
      128, 126, 63, 61, 30, 28, 14, 25088, 512, 512, 256, 2,
    ]);
    model.dispose();
  });

  test('leaves a softmax layer at the end out, and no other', async () => {
    const network = chain([
      ['input', { height: 1, width: 1, channels: 3 }],
      ['flatten'],
      ['softmax'],
      ['dense', { units: 2, activation: 'linear', kernelInitializer: 'ones', l2: 0.01 }],
      ['softmax'],
    ]);
    const { model, layerOf } = await build(network);
    layerOf('dense-4').setWeights([tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]), tf.tensor1d([0, 0])]);
    const logits = model.predict(tf.tensor4d([7, 7, 7], [1, 1, 1, 3])) as tf.Tensor;
    // Thirds of 1 + 3 + 5 and of 2 + 4 + 6.
    logits.dataSync().forEach((value, index) => expect(value).toBeCloseTo([3, 4][index] ?? NaN, 5));
    expect(model.calculateLosses()).toEqual([]);
    model.dispose();
  });

  test('fills in the -1 of a target shape', async () => {
    const network = chain([
      ['input', { height: 2, width: 3, channels: 1 }],
      ['reshape', { targetShape: [3, -1, 1] }],
    ]);
    const { model } = await build(network);
    expect(model.outputs[0]?.shape).toEqual([null, 3, 2, 1]);
    model.dispose();
  });

  test('ends at the logits, and starts from zeros', async () => {
    const network = chain([
      ['input', { height: 2, width: 1, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const { model, layerOf } = await build(network);
    const dense = layerOf(network.nodes.at(-1)?.id ?? '');
    expect(dense.getWeights().map((weight) => [...weight.dataSync()])).toEqual([
      [0, 0, 0, 0],
      [0, 0],
    ]);
    dense.setWeights([tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([10, 20])]);
    const logits = model.predict(tf.tensor4d([1, 1], [1, 2, 1, 1])) as tf.Tensor;
    expect([...logits.dataSync()]).toEqual([14, 26]);
    model.dispose();
  });

  test('removing one branch of two leaves a layer added to itself', async () => {
    const trunk = chain([
      ['input', { height: 1, width: 2, channels: 1 }],
      ['activation', { activation: 'relu' }],
      ['add'],
    ]);
    const [input, activation, add] = trunk.nodes.map(({ id }) => id);
    const doubled = removeNode(connect(trunk, input ?? '', add ?? ''), activation ?? '');
    const { model } = await build(doubled);
    const sum = model.predict(tf.tensor4d([3, 5], [1, 1, 2, 1])) as tf.Tensor;
    expect([...sum.dataSync()]).toEqual([6, 10]);
    model.dispose();
  });
});
