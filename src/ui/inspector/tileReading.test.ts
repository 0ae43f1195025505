import { describe, expect, it } from 'vitest';
import { cellAt, cellText, tileName } from './tileReading';

const values = (numbers: readonly number[], width: number, wins: readonly number[] | null = null) => ({
  width,
  height: numbers.length / width,
  channels: 1 as const,
  values: new Float32Array(numbers),
  wins: wins === null ? null : new Float32Array(wins),
});

describe('cellText', () => {
  it('gives a map’s cell by row and column from 1', () => {
    const cell = { tile: 0, row: 1, column: 2 };
    expect(cellText(cell, values([1, 2, 3, 4, 5, 0.41321], 3), null)).toBe('row 2, column 3: 0.4132');
  });

  it('gives a vector’s cell by unit, and none beyond its end', () => {
    expect(cellText({ tile: 0, row: 1, column: 0 }, values([1, 2, 3, 0], 2), 3)).toBe('unit 3: 3.000');
    expect(cellText({ tile: 0, row: 1, column: 1 }, values([1, 2, 3, 0], 2), 3)).toBeNull();
  });

  it('says how many windows a cell wins', () => {
    const winners = values([1, 2, 3, 4], 2, [0, 1, 0, 2]);
    expect(cellText({ tile: 0, row: 0, column: 0 }, winners, null)).toContain('wins no window');
    expect(cellText({ tile: 0, row: 0, column: 1 }, winners, null)).toContain('wins 1 window');
    expect(cellText({ tile: 0, row: 1, column: 1 }, winners, null)).toContain('wins 2 windows');
  });

  it('gives the three numbers of a colour', () => {
    const colour = {
      width: 1,
      height: 1,
      channels: 3 as const,
      values: new Float32Array([0.5, -1, 0]),
      wins: null,
    };
    expect(cellText({ tile: 0, row: 0, column: 0 }, colour, null)).toBe(
      'row 1, column 1: red 0.5000, green −1.000, blue 0',
    );
  });
});

it('names tiles from 1', () => {
  expect(tileName({ kind: 'featureMaps', layerId: 'a' }, 'Conv2D 1', 2)).toBe('Conv2D 1 feature map 3');
  expect(tileName({ kind: 'filters', layerId: 'a', inputChannel: null }, 'Conv2D 1', 2)).toBe(
    'Conv2D 1 filter 3',
  );
});

it('finds the cell under a point, and stays inside at the very edge', () => {
  const info = { tiles: 1, height: 10, width: 20, inputChannels: 1 };
  const box = { width: 200, height: 100 };
  expect(cellAt(4, 25, 99.9, box, info)).toEqual({ tile: 4, row: 9, column: 2 });
  expect(cellAt(4, 200, 100, box, info)).toEqual({ tile: 4, row: 9, column: 19 });
});
