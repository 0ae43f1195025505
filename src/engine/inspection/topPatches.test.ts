/** The strongest cells of a map, against a search through every cell of every image by hand. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import type { Dataset } from '../data/dataset';
import { registerLayers } from '../layers/registerLayers';
import { random } from '../random';
import { inspected } from './inspectionFixture';

const side = 6;
const network = chain([
  ['input', { height: side, width: side, channels: 1 }],
  ['conv2d', { filters: 3, kernelSize: [3, 3], padding: 'valid', activation: 'linear' }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const [, convId = '', , denseId = ''] = network.nodes.map(({ id }) => id);
const images = Array.from({ length: 37 }, (_, id) => {
  const source = random(8, id);
  return Uint8Array.from({ length: side * side }, () => source.below(256));
});
/** Even ids are trained on, odd ones validate. */
const dataset = {
  format: { height: side, width: side, channels: 1 },
  classNames: ['even', 'odd'],
  indices: (split: string) =>
    [...images.keys()].filter((id) =>
      split === 'train' ? id % 2 === 0 : split === 'validation' && id % 2 === 1,
    ),
  label: (id: number) => id % 2,
  pixels: (id: number) => images[id],
  info: (id: number) => ({
    id,
    path: `${id}.png`,
    label: id % 2,
    split: id % 2 === 0 ? 'train' : 'validation',
  }),
  batch: (ids: readonly number[]) => ({
    bytes: Uint8Array.from(ids.flatMap((id) => [...(images[id] ?? [])])),
    labels: Int32Array.from(ids, (id) => id % 2),
  }),
} as unknown as Dataset;

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

it('are those of a search by hand, one an image, with the pixels they see', async () => {
  const inside = await inspected(network, { dataset });
  const [kernel = [], bias = []] = inside.network.model.getWeights().map((weight) => [...weight.dataSync()]);
  const map = 1;
  const strongest = images.map((image, id) => {
    let best = { id, row: 0, column: 0, value: -Infinity };
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        let value = bias[map] ?? NaN;
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++)
            value +=
              ((image[(row + i) * side + column + j] ?? NaN) / 255) * (kernel[(i * 3 + j) * 3 + map] ?? NaN);
        if (value > best.value) best = { id, row, column, value };
      }
    }
    return best;
  });
  const expected = strongest.sort((a, b) => b.value - a.value).slice(0, 9);
  const before = tf.memory().numTensors;
  const answer = await inside.ask('topPatches', { layerId: convId, map, count: 9, images: 1000 });
  expect(tf.memory().numTensors).toBe(before);
  expect(answer).toMatchObject({ looked: 37, all: 37, height: side, width: side, channels: 1 });
  expect(answer.patches.map(({ id, row, column }) => ({ id, row, column }))).toEqual(
    expected.map(({ id, row, column }) => ({ id, row, column })),
  );
  answer.patches.forEach((patch, index) => {
    expect(patch.value).toBeCloseTo(expected[index]?.value ?? NaN, 5);
    expect(patch.field).toEqual({
      rows: [patch.row, patch.row + 2],
      columns: [patch.column, patch.column + 2],
    });
    expect(patch.pixels).toEqual(images[patch.id]);
    expect(patch.className).toBe(patch.id % 2 === 0 ? 'even' : 'odd');
  });
  inside.dispose();
});

it('looks at so many images at most, and a unit of a vector sees the whole of one', async () => {
  const inside = await inspected(network, { dataset });
  const answer = await inside.ask('topPatches', { layerId: denseId, map: 1, count: 3, images: 10 });
  expect(answer).toMatchObject({ looked: 10, all: 37 });
  expect(answer.patches).toHaveLength(3);
  for (const { field, value } of answer.patches) {
    expect(field).toEqual({ rows: [0, 5], columns: [0, 5] });
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  await expect(
    inside.ask('topPatches', { layerId: convId, map: 3, count: 9, images: 10 }),
  ).rejects.toMatchObject({ code: 'bad-network' });
  inside.dispose();
});
