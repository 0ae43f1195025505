/** The effective receptive field against finite differences, and within the field that the layers allow. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { unitReceptiveField } from '../../network/unitReceptiveField';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { registerLayers } from '../layers/registerLayers';
import { passTo } from './inspected';
import { inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

const smooth = chain([
  ['input', { height: 6, width: 5, channels: 3 }],
  ['conv2d', { filters: 4, padding: 'same', activation: 'tanh' }],
  ['averagePooling2d', {}],
  ['conv2d', { filters: 3, kernelSize: [2, 2], activation: 'sigmoid' }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);

it('is how far the unit moves with each colour of each pixel, added up', async () => {
  const inside = await inspected(smooth);
  const layerId = smooth.nodes[3]?.id ?? '';
  const tensors = tf.memory().numTensors;
  const answer = await inside.ask('effectiveReceptiveField', { layerId, map: 2, row: 1, column: 0 });
  expect(tf.memory().numTensors).toBe(tensors);
  expect([answer.height, answer.width]).toEqual([6, 5]);
  const output = inside.network.layer(layerId).output as tf.SymbolicTensor;
  const step = 0.01;
  const moved = (index: number): number =>
    tf.tidy(() => {
      const nudge = tf.buffer<tf.Rank.R4>([1, 6, 5, 3]);
      nudge.values[index] = step;
      const unit = (picture: tf.Tensor4D) =>
        (passTo(inside.network, [output], picture)[0] as tf.Tensor4D)
          .slice([0, 1, 0, 2], [1, 1, 1, 1])
          .dataSync()[0] ?? NaN;
      const change = nudge.toTensor();
      return (unit(tf.add(inside.probe, change)) - unit(tf.sub(inside.probe, change))) / (2 * step);
    });
  for (const pixel of [0, 7, 12, 18, 29]) {
    const expected = [0, 1, 2].reduce((sum, colour) => sum + Math.abs(moved(pixel * 3 + colour)), 0);
    expect(answer.values[pixel]).toBeCloseTo(expected, 4);
  }
  inside.dispose();
});

it('is the magnitude of the kernel under a linear unit', async () => {
  const network = chain([
    ['input', { height: 3, width: 4, channels: 1 }],
    ['conv2d', { filters: 2, kernelSize: [2, 2], activation: 'linear' }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const inside = await inspected(network);
  const layerId = network.nodes[1]?.id ?? '';
  tf.tidy(() => {
    const kernel = tf.tensor4d([9, 1, 9, -2, 9, 3, 9, -4], [2, 2, 1, 2]);
    inside.network.layer(layerId).setWeights([kernel, tf.zeros([2])]);
  });
  const { values } = await inside.ask('effectiveReceptiveField', { layerId, map: 1, row: 1, column: 2 });
  expect([...values]).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4]);
  await expect(inside.ask('effectiveReceptiveField', { layerId, map: 2, row: 0, column: 0 })).rejects.toThrow(
    'no cell at map 2',
  );
  inside.dispose();
});

it('lies within the receptive field, on random networks', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomNetwork(8), fc.nat(), fc.nat(), fc.nat(), async (network, which, a, b) => {
      const { order, nodes, outputId } = infer(network);
      const inner = order.slice(1).filter((id) => id !== outputId);
      const layerId = inner[which % inner.length];
      if (layerId === undefined) return;
      const shape = nodes.get(layerId)?.outputShape ?? [];
      const [rows = 1, columns = 1] = shape.length === 3 ? shape : [];
      const [row, column] = [a % rows, b % columns];
      const inside = await inspected(network);
      const { width, values } = await inside.ask('effectiveReceptiveField', { layerId, map: 0, row, column });
      const { clipped } = unitReceptiveField(network, layerId, row, column);
      values.forEach((value, index) => {
        const [y, x] = [Math.floor(index / width), index % width];
        const isSeen =
          clipped !== null &&
          y >= clipped.rows[0] &&
          y <= clipped.rows[1] &&
          x >= clipped.columns[0] &&
          x <= clipped.columns[1];
        if (!isSeen) expect(value).toBe(0);
      });
      inside.dispose();
    }),
    { numRuns: 40 },
  );
});
