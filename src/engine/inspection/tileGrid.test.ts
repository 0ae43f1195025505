import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  activationGrid,
  activationTiles,
  filterGrid,
  filterKernel,
  vectorTile,
  winnersGrid,
} from './tileGrid';

beforeAll(() => tf.setBackend('cpu'));

describe('activationGrid', () => {
  it('makes a tile of each channel, coloured by the largest magnitude of all or of its own', () => {
    // Channel 0 holds 1 -2 3 4, channel 1 holds ten times that.
    const output = tf.tensor4d([1, 10, -2, -20, 3, 30, 4, 40], [1, 2, 2, 2]);
    expect(activationGrid(output, false, 'shared').values.shape).toEqual([2, 2, 2, 1]);
    expect([...activationGrid(output, false, 'shared').ranges.dataSync()]).toEqual([40]);
    expect([...activationGrid(output, false, 'each').ranges.dataSync()]).toEqual([4, 40]);
  });

  it('shows a photo as one tile in its own colours, grey ones too', () => {
    expect(activationGrid(tf.zeros([1, 4, 5, 3]), true, 'shared')).toMatchObject({ scale: 'colour' });
    expect(activationGrid(tf.zeros([1, 4, 5, 3]), true, 'shared').values.shape).toEqual([4, 5, 1, 3]);
    expect(activationGrid(tf.zeros([1, 4, 5, 1]), true, 'shared').values.shape).toEqual([4, 5, 1, 3]);
  });

  it('lays a vector out in one tile, without losing or inventing a unit', () => {
    const { values } = activationGrid(tf.tensor2d([[1, 2, 3, 4, 5]]), false, 'shared');
    expect(values.shape[2]).toBe(1);
    expect([...values.dataSync()].slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    for (const units of [1, 2, 10, 512, 25088]) {
      const { height, width } = vectorTile(units);
      expect(height * width).toBeGreaterThanOrEqual(units);
      expect(height * width - units).toBeLessThan(width);
    }
  });
});

describe('outputs that are neither maps nor vectors', () => {
  it('are laid out as the tiles they are counted as', () => {
    for (const [shape, tiles] of [
      [[3, 4], { height: 3, width: 4, tiles: 1 }],
      [[1, 1, 6], { height: 1, width: 1, tiles: 6 }],
      [[2, 3, 4, 5], { height: 2, width: 3, tiles: 20 }],
    ] as const) {
      expect(activationTiles(shape)).toEqual(tiles);
      const { values } = activationGrid(tf.zeros([1, ...shape]), false, 'each');
      expect(values.shape).toEqual([tiles.height, tiles.width, tiles.tiles, 1]);
    }
  });

  it('keep their values in their places', () => {
    const matrix = activationGrid(tf.tensor3d([1, 2, 3, 4, 5, 6], [1, 2, 3]), false, 'shared');
    expect([...matrix.values.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...matrix.ranges.dataSync()]).toEqual([6]);
  });
});

describe('filterKernel', () => {
  // [1, 1, 2, 3], row-major.
  const kernel = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 1, 2, 3]);

  it('turns a transposed convolution’s [output, input] round', () => {
    const turned = filterKernel(kernel, 'outputInput');
    expect(turned.shape).toEqual([1, 1, 3, 2]);
    // Filter 0 reads its three inputs with 1, 2 and 3.
    expect([...tf.slice(turned, [0, 0, 0, 0], [1, 1, 3, 1]).dataSync()]).toEqual([1, 2, 3]);
  });

  it('makes a filter of one channel of every pair of channel and multiplier, in the order of the outputs', () => {
    const depthwise = filterKernel(kernel, 'inputMultiplier');
    expect(depthwise.shape).toEqual([1, 1, 1, 6]);
    expect([...depthwise.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
    // Not in colour, although a depthwise layer may read a photo's three channels.
    expect(filterGrid(depthwise, null, 'each').scale).toBe('diverging');
  });

  it('shows of a grouped convolution what one filter reads: the channels of its group', () => {
    expect(filterGrid(filterKernel(kernel, 'inputOutput'), 1, 'each').values.shape).toEqual([1, 1, 3, 1]);
  });
});

describe('filterGrid', () => {
  // [1, 1, in = 3, out = 2]: filter 0 is (1, 3, 5), filter 1 is (2, 4, 6).
  const kernel = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 1, 3, 2]);

  it('shows filters over colour in colour', () => {
    const grid = filterGrid(kernel, null, 'each');
    expect(grid).toMatchObject({ scale: 'signedColour' });
    expect([...grid.values.dataSync()]).toEqual([1, 3, 5, 2, 4, 6]);
    expect([...grid.ranges.dataSync()]).toEqual([5, 6]);
  });

  it('shows one input channel of each filter', () => {
    expect([...filterGrid(kernel, 1, 'shared').values.dataSync()]).toEqual([3, 4]);
  });
});

describe('winnersGrid', () => {
  it('counts the windows that each cell wins, overlapping ones too', () => {
    const input = tf.tensor4d([1, 2, 0, 3, 9, 4, 5, 6, 7], [1, 3, 3, 1]);
    const grid = winnersGrid(input, (x) => tf.maxPool(x, 2, 1, 'valid'), 'shared');
    // All four 2×2 windows of the 3×3 map hold the 9 in the middle.
    expect([...(grid.wins?.dataSync() ?? [])]).toEqual([0, 0, 0, 0, 4, 0, 0, 0, 0]);
  });
});
