import { describe, expect, it } from 'vitest';
import { changeRows, epochName, filterPixels, strongest } from './filterEpochs';

const epoch = (when: number | null, values: readonly number[], changes: readonly number[]) => ({
  epoch: when,
  values: Float32Array.from(values),
  changes: Float32Array.from(changes),
});

describe('a filter over the epochs', () => {
  it('has words for when', () => {
    expect([0, 3, null].map(epochName)).toEqual(['as drawn', 'epoch 3', 'now']);
  });

  it('has one range for all epochs, of the channel shown', () => {
    const epochs = [epoch(0, [1, -2, 0, 3], [0]), epoch(1, [-4, 1, 2, 5], [1])];
    expect(strongest(epochs, { inputs: 2 }, 0)).toBe(4);
    expect(strongest(epochs, { inputs: 2 }, 1)).toBe(5);
    expect(strongest(epochs, { inputs: 2 }, null)).toBe(5);
  });

  it('draws a channel on the diverging scale, and three as colours around grey', () => {
    const shape = { height: 1, width: 2, inputs: 3 };
    const values = Float32Array.from([1, 0, -1, 0, 0, 0.5]);
    // The palette's ends and middle in light.
    expect([...filterPixels(values, shape, 0, 1, 'light').rgba]).toEqual([
      133, 45, 0, 255, 250, 250, 248, 255,
    ]);
    expect([...filterPixels(values, shape, null, 1, 'light').rgba]).toEqual([
      255, 128, 0, 255, 128, 128, 191, 255,
    ]);
    expect([...filterPixels(new Float32Array(6), shape, 2, 0, 'light').rgba.slice(0, 3)]).toEqual([
      250, 250, 248,
    ]);
  });

  it('goes into a table, a row an epoch', () => {
    expect(changeRows([epoch(0, [], [0, 0]), epoch(2, [], [0.5, 0.25]), epoch(null, [], [1, 2])])).toEqual([
      ['epoch', 'filter 1', 'filter 2'],
      [0, 0, 0],
      [2, 0.5, 0.25],
      ['now', 1, 2],
    ]);
  });
});
