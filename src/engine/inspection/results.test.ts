/** What the network makes of a whole part of the data set, against the evaluation of a run and one image at a time. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import type { Dataset } from '../data/dataset';
import { registerLayers } from '../layers/registerLayers';
import { random } from '../random';
import { evaluate } from '../training/evaluate';
import { inspected, type Inspected } from './inspectionFixture';

const side = 4;
const network = chain([
  ['input', { height: side, width: side, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [2, 2], padding: 'valid', activation: 'relu', l2: 0.1 }],
  ['globalAveragePooling2d'],
  ['dense', { units: 3, activation: 'softmax' }],
]);
const images = Array.from({ length: 45 }, (_, id) => {
  const source = random(4, id);
  return Uint8Array.from({ length: side * side }, () => source.below(256));
});
/** A third of the ids validates; there are no test images. */
const dataset = {
  format: { height: side, width: side, channels: 1 },
  classNames: ['a', 'b', 'c'],
  indices: (split: string) =>
    [...images.keys()].filter((id) =>
      split === 'train' ? id % 3 > 0 : split === 'validation' && id % 3 === 0,
    ),
  label: (id: number) => id % 3,
  info: (id: number) => ({ id, path: `${id}.png`, label: id % 3, split: 'train' }),
  batch: (ids: readonly number[]) => ({
    bytes: Uint8Array.from(ids.flatMap((id) => [...(images[id] ?? [])])),
    labels: Int32Array.from(ids, (id) => id % 3),
  }),
} as unknown as Dataset;

let inside: Inspected;
beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
  inside = await inspected(network, { dataset });
});
afterAll(() => inside.dispose());

it.each(['train', 'validation'] as const)('the %s images are judged as an evaluation does', async (split) => {
  const part = { data: dataset, split, batchSize: 7 };
  const expected = await evaluate(inside.network, part, () => false);
  const before = tf.memory().numTensors;
  const { ids, labels, probabilities, loss } = await inside.ask('imagePredictions', { split });
  expect(tf.memory().numTensors).toBe(before);
  expect(loss).toBeCloseTo(expected?.loss ?? NaN, 5);
  const right = ids.filter((_, index) => {
    const own = [...probabilities.subarray(index * 3, index * 3 + 3)];
    return own.indexOf(Math.max(...own)) === labels[index];
  });
  expect(right.length / ids.length).toBeCloseTo(expected?.accuracy ?? NaN, 6);
});

it.each(['pca', 'umap'] as const)(
  'an embedding by %s tells of each image what the network says',
  async (method) => {
    const before = tf.memory().numTensors;
    const query = { split: 'train', most: 20, method, seed: 1 } as const;
    const answer = await inside.ask('embedding', query);
    expect(tf.memory().numTensors).toBe(before);
    expect(answer).toMatchObject({ method, all: 30, layerId: network.nodes[2]?.id });
    expect(answer.ids).toHaveLength(20);
    expect(new Set(answer.ids).size).toBe(20);
    expect(answer.paths).toEqual(answer.ids.map((id) => `${id}.png`));
    expect(answer.points).toHaveLength(40);
    expect(answer.explained === null).toBe(method === 'umap');
    const { ids, probabilities } = await inside.ask('imagePredictions', { split: 'train' });
    answer.ids.forEach((id, index) => {
      const at = ids.indexOf(id) * 3;
      const own = [...probabilities.subarray(at, at + 3)];
      const confidence = Math.max(...own);
      expect(answer.predicted[index]).toBe(own.indexOf(confidence));
      expect(answer.confidences[index]).toBeCloseTo(confidence, 6);
    });
    expect((await inside.ask('embedding', query)).points).toEqual(answer.points);
  },
);

it('tells of none where it is asked for none', async () => {
  const none = await inside.ask('embedding', { split: 'train', most: 0, method: 'pca', seed: 1 });
  expect(none).toMatchObject({ all: 30, ids: [], explained: [0, 0] });
});

it('says so where a part has no images, and where there are too few for UMAP', async () => {
  await expect(inside.ask('imagePredictions', { split: 'test' })).rejects.toThrow('no test images');
  await expect(inside.ask('embedding', { split: 'train', most: 4, method: 'umap', seed: 1 })).rejects.toThrow(
    'needs 5 images',
  );
});
