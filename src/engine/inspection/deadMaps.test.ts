import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import type { Dataset } from '../data/dataset';
import { registerLayers } from '../layers/registerLayers';
import { inspected } from './inspectionFixture';
import type { Inspected } from './inspectionFixture';

const network = chain([
  ['input', { height: 2, width: 2, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [1, 1], activation: 'relu' }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [, conv = '', , dense = ''] = network.nodes.map(({ id }) => id);

/** Twenty pictures of four equal pixels: the darker half is black, in turn. */
const pictures = Array.from({ length: 20 }, (_, id) => new Uint8Array(4).fill(id % 2 === 0 ? 0 : 100 + id));
const asked: number[] = [];
const datasetOf = (height: number) =>
  ({
    format: { height, width: 2, channels: 1 },
    listImages: () => pictures.map((_, id) => ({ id })),
    pixels: (id: number) => {
      asked.push(id);
      return pictures[id];
    },
  }) as unknown as Dataset;

let given: Inspected;
let otherSize: Inspected;
beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
  [given, otherSize] = [
    await inspected(network, { dataset: datasetOf(2) }),
    await inspected(network, { dataset: datasetOf(3) }),
  ];
  // Map 0 follows the brightness, map 1 is 0 for anything brighter than black, map 2 is 0 for everything.
  const weights = () => [tf.tensor4d([1, -1, -1], [1, 1, 1, 3]), tf.tensor1d([0, 0.01, 0])];
  given.network.layer(conv).setWeights(weights());
});
afterAll(() => {
  given.dispose();
  otherSize.dispose();
});

it('counts on how many of the pictures each map is 0 everywhere, over all batches', async () => {
  const before = tf.memory().numTensors;
  // Map 0 sleeps on the ten black ones, map 1 on the ten others.
  expect(await given.ask('deadMaps', { layerId: conv, images: 100 })).toEqual({
    images: 20,
    deadOn: [10, 10, 20],
  });
  expect(tf.memory().numTensors).toBe(before);
});

it('spreads fewer evenly over the data set', async () => {
  asked.length = 0;
  const answer = await given.ask('deadMaps', { layerId: conv, images: 5 });
  expect(asked).toEqual([0, 4, 8, 12, 16]);
  expect(answer).toEqual({ images: 5, deadOn: [5, 0, 5] });
});

it('takes each unit of a vector for a map of one cell', async () => {
  // Probabilities are never 0.
  expect(await given.ask('deadMaps', { layerId: dense, images: 20 })).toEqual({ images: 20, deadOn: [0, 0] });
});

it('looks at no picture of another size, and knows what is not there', async () => {
  expect(await otherSize.ask('deadMaps', { layerId: conv, images: 20 })).toEqual({ images: 0, deadOn: [] });
  await expect(given.ask('deadMaps', { layerId: 'nowhere', images: 1 })).rejects.toMatchObject({
    code: 'bad-network',
  });
});
