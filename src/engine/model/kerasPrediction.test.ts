/** One network of all layer types, with the same weights, in Keras and here. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { infer } from '../../network/inference';
import type { WeightSpec } from '../../network/layerType';
import { layerTypeNames } from '../../network/layers';
import { shapeSize } from '../../network/shape';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from './networkModel';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

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
