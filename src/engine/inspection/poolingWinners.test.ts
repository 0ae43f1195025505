/** What wins a window is the argmax, wherever the window lies. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain, type LayerSpec } from '../../network/chain';
import { registerLayers } from '../layers/registerLayers';
import { inspected, type Inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

function pooled(input: { height: number; width: number; channels: 1 | 3 }, layer: LayerSpec) {
  const classify: LayerSpec = ['dense', { units: 2, activation: 'softmax' }];
  const network = layer[0].startsWith('global')
    ? chain([['input', input], layer, classify])
    : chain([['input', input], layer, ['flatten'], classify]);
  return { network, layerId: network.nodes[1]?.id ?? '' };
}

/** One map of the picture, by rows. */
function mapOf({ probe }: Inspected, map: number): number[] {
  return tf.tidy(() => [...tf.slice(probe, [0, 0, 0, map], [1, -1, -1, 1]).dataSync()]);
}

const side = fc.integer({ min: 1, max: 9 });
const poolSize = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
const strides = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));

it('is the argmax of every window, also where it reaches into padding', async () => {
  let padded = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ height: side, width: side }),
      fc.record({ poolSize, strides, padding: fc.constantFrom('valid' as const, 'same' as const) }),
      fc.constantFrom('maxPooling2d' as const, 'averagePooling2d' as const),
      fc.nat(),
      async ({ height, width }, window, type, place) => {
        fc.pre(window.padding === 'same' || (window.poolSize[0] <= height && window.poolSize[1] <= width));
        const { network, layerId } = pooled({ height, width, channels: 3 }, [type, window]);
        const inside = await inspected(network, { seed: (place % 50) + 1 });
        const map = place % 3;
        const answer = await inside.ask('poolingWinners', { layerId, map });
        const by = tf.tidy(() => {
          const { result, indexes } = tf.maxPoolWithArgmax(
            inside.probe,
            window.poolSize,
            window.strides,
            window.padding,
          );
          const means = tf.avgPool(inside.probe, window.poolSize, window.strides, window.padding);
          const ofMap = (maps: tf.Tensor) => [...tf.slice(maps, [0, 0, 0, map], [1, -1, -1, 1]).dataSync()];
          return {
            max: ofMap(result as tf.Tensor),
            winners: ofMap(indexes as tf.Tensor),
            means: ofMap(means),
          };
        });
        expect([...answer.max]).toEqual(by.max);
        // tfjs counts the channels too.
        expect([...answer.winners]).toEqual(by.winners.map((index) => Math.floor(index / 3)));
        answer.average.forEach((mean, index) => expect(mean).toBeCloseTo(by.means[index] ?? NaN, 5));

        const at = place % answer.winners.length;
        const [row, column] = [Math.floor(at / answer.width), at % answer.width];
        const cell = await inside.ask('arithmetic', { layerId, map, row, column });
        if (cell.kind !== 'pooling') throw new Error(cell.kind);
        if (cell.values.flat().includes(null)) padded++;
        expect(cell.max).toBe(answer.max[at]);
        expect(cell.value).toBeCloseTo((type === 'maxPooling2d' ? by.max : by.means)[at] ?? NaN, 5);
        if (cell.winner !== null)
          expect(cell.winner.row * width + cell.winner.column).toBe(answer.winners[at]);
        inside.dispose();
      },
    ),
    { numRuns: 80 },
  );
  expect(padded).toBeGreaterThan(3);
});

describe('by hand', () => {
  it('names the first of equal cells, and leaves the padding out of the mean', async () => {
    const { network, layerId } = pooled({ height: 3, width: 3, channels: 1 }, [
      'maxPooling2d',
      { poolSize: [2, 2], strides: [1, 1], padding: 'same' },
    ]);
    // 1 5 5 / 2 3 5 / 0 0 4
    const inside = await inspected(network, { pixels: [1, 5, 5, 2, 3, 5, 0, 0, 4] });
    const answer = await inside.ask('arithmetic', { layerId, map: 0, row: 0, column: 1 });
    expect(answer).toMatchObject({
      mode: 'max',
      max: 5,
      average: 18 / 4,
      winner: { row: 0, column: 1 },
      value: 5,
    });
    const corner = await inside.ask('arithmetic', { layerId, map: 0, row: 2, column: 2 });
    expect(corner).toMatchObject({
      max: 4,
      average: 4,
      values: [
        [4, null],
        [null, null],
      ],
    });
    const all = await inside.ask('poolingWinners', { layerId, map: 0 });
    expect([...all.winners]).toEqual([1, 1, 2, 4, 5, 5, 6, 8, 8]);
    expect([...all.max]).toEqual([5, 5, 5, 3, 5, 5, 0, 4, 4]);
    expect(all.windowRows).toEqual([[0, 1], [1, 2], [2]]);
    inside.dispose();
  });

  it.each([
    ['globalMaxPooling2d', 'max'],
    ['globalAveragePooling2d', 'average'],
  ] as const)('%s has one window over the whole map', async (type, mode) => {
    const { network, layerId } = pooled({ height: 2, width: 3, channels: 3 }, [type]);
    const inside = await inspected(network);
    const numbers = mapOf(inside, 1);
    const answer = await inside.ask('poolingWinners', { layerId, map: 1 });
    expect(answer).toMatchObject({
      mode,
      height: 1,
      width: 1,
      windowRows: [[0, 1]],
      windowColumns: [[0, 1, 2]],
    });
    expect([...answer.winners]).toEqual([numbers.indexOf(Math.max(...numbers))]);
    expect([...answer.input]).toEqual(numbers);
    expect(answer.average[0]).toBeCloseTo(numbers.reduce((sum, each) => sum + each) / 6, 6);
    inside.dispose();
  });

  it('is refused where nothing is pooled, and where there is no such map', async () => {
    const { network, layerId } = pooled({ height: 2, width: 2, channels: 1 }, [
      'conv2d',
      { kernelSize: [1, 1] },
    ]);
    const inside = await inspected(network);
    await expect(inside.ask('poolingWinners', { layerId, map: 0 })).rejects.toThrow('Conv2D does not pool');
    inside.dispose();
    const max = pooled({ height: 2, width: 2, channels: 1 }, ['maxPooling2d']);
    const other = await inspected(max.network);
    await expect(other.ask('poolingWinners', { layerId: max.layerId, map: 1 })).rejects.toThrow(
      'no cell at map 1',
    );
    other.dispose();
  });
});
