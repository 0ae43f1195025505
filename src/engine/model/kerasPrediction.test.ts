/** One network of all layer types, with the same weights, in Keras and here. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { WeightSpec } from '../../network/layerType';
import { layerTypeNames } from '../../network/layers';
import { NetworkBuilder } from '../../network/networkBuilder';
import { shapeSize } from '../../network/shape';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from './networkModel';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

/** Every layer type once, by several ways from the picture to three scores. */
function wholeCatalogue(): Network {
  const net = new NetworkBuilder();
  const input = net.add('input', { height: 12, width: 10, channels: 3 });
  const start = net.line(input, ['rescaling', { scale: 2, offset: -0.5 }], ['gaussianNoise']);
  const plain = net.add(
    'conv2d',
    { filters: 6, padding: 'same', strides: [2, 1], activation: 'gelu' },
    start,
  );
  const dilated = net.add('depthwiseConv2d', { padding: 'same', dilationRate: [2, 2] }, plain);
  const grouped = net.add('conv2d', { filters: 6, padding: 'same', groups: 2 }, plain);
  const larger = net.add('maximum', {}, net.add('add', {}, plain, dilated), grouped);
  const bent = net.line(larger, ['batchNormalization'], ['prelu']);
  const gate = net.line(bent, ['globalMaxPooling2d'], ['reshape', { targetShape: [1, 1, -1] }]);
  const gated = net.add('multiply', {}, bent, gate);
  const halved = net.add('maxPooling2d', {}, gated);
  const smooth = net.add('averagePooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }, gated);
  const mean = net.add('average', {}, halved, smooth);
  const both = net.add(
    'concatenate',
    {},
    net.add('localResponseNormalization', { alpha: 0.5 }, mean),
    net.add('layerNormalization', {}, mean),
  );
  const maps = net.line(
    both,
    ['separableConv2d', { filters: 4, padding: 'same', activation: 'elu' }],
    ['upSampling2d', { interpolation: 'bilinear' }],
    ['resizing', { height: 5, width: 7 }],
    ['zeroPadding2d', { padding: [1, 0, 0, 1] }],
    ['cropping2d', { cropping: [0, 1, 2, 0] }],
    ['conv2dTranspose', { filters: 3, strides: [2, 2], padding: 'same' }],
    ['permute', { dims: [2, 3, 1] }],
    ['leakyRelu'],
    ['elu'],
    ['activation', { activation: 'selu' }],
    ['spatialDropout2d'],
    ['relu', { maxValue: 6, negativeSlope: 0.1 }],
  );
  const channels = net.line(maps, ['globalAveragePooling2d'], ['softmax']);
  const cells = net.line(halved, ['flatten'], ['dense', { units: 4, activation: 'tanh' }], ['dropout']);
  net.add('dense', { units: 3, activation: 'softmax' }, net.add('concatenate', {}, channels, cells));
  return net.network();
}

/** Waves, so that there is nothing to store: weight `index` of the layer at `place` in topological order. */
function weightValues({ name, shape }: WeightSpec, index: number, place: number): Float32Array<ArrayBuffer> {
  const positive = name === 'gamma' || name === 'moving_variance';
  return Float32Array.from({ length: shapeSize(shape) }, (_, i) => {
    const wave = Math.sin(1.7 * i + 3 * index + place);
    return positive ? 1 + 0.5 * wave : 0.4 * wave;
  });
}

test('the whole catalogue predicts what Keras predicts', async () => {
  const network = wholeCatalogue();
  expect(new Set(network.nodes.map(({ type }) => type)).size).toBe(layerTypeNames.length);
  const { order, nodes } = infer(network);
  const weights = new Map(
    order.map((id, place) => [
      id,
      (nodes.get(id)?.weights ?? []).map((spec, index) => weightValues(spec, index, place)),
    ]),
  );
  const { model } = await NetworkModel.build(network, 1, weights);
  const scores = tf.tidy(() => {
    const images = [0, 1].map((phase) => Array.from({ length: 360 }, (_, i) => Math.sin(0.9 * i + phase)));
    const logits = model.predict(tf.tensor(images.flat(), [2, 12, 10, 3])) as tf.Tensor;
    return Array.from(logits.dataSync());
  });
  model.dispose();
  // Keras 3.15.1 on jax, of the exported config; its LocalResponseNormalization is written after tf.nn's formula.
  const keras = [0.507509, -1.508399, -0.118812, 0.496972, -1.540287, -0.100057];
  expect(scores).toEqual(keras.map((value) => expect.closeTo(value, 5) as number));
});
