import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationGrid, filterGrid, vectorTile, winnersGrid } from './tileGrid';

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
