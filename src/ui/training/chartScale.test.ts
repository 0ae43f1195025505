import { describe, expect, it } from 'vitest';
import { linearScale, linePath, nearestIndex, stepTicks, ticksTo } from './chartScale';

describe('scales', () => {
  it('maps ends to ends, and a single value to the middle', () => {
    const y = linearScale(0, 2, 100, 0);
    expect([y(0), y(1), y(2)]).toEqual([100, 50, 0]);
    expect(linearScale(5, 5, 0, 80)(5)).toBe(40);
  });
});

describe('ticks', () => {
  it.each([
    [0.7, 4, [0, 0.2, 0.4, 0.6, 0.8]],
    [2.31, 4, [0, 1, 2, 3]],
    [0, 4, [0, 1]],
    [0.00031, 4, [0, 0.0001, 0.0002, 0.0003, 0.0004]],
    [12000, 4, [0, 5000, 10000, 15000]],
  ])('up to %f', (high, most, ticks) => {
    expect(ticksTo(high, most)).toEqual(ticks);
  });

  it('steps are whole and inside', () => {
    expect(stepTicks(1, 3000, 4)).toEqual([1000, 2000, 3000]);
    expect(stepTicks(1, 1, 4)).toEqual([1]);
    expect(stepTicks(1, 2, 4)).toEqual([1, 2]);
  });
});

it('draws a line past missing values', () => {
  const points = [
    { x: 0, y: 1 },
    { x: 10, y: null },
    { x: 20, y: 3.25 },
  ];
  expect(
    linePath(
      points,
      (point) => point.x,
      (point) => point.y,
    ),
  ).toBe('M0.0 1.0L20.0 3.3');
});

describe('nearestIndex', () => {
  it.each([
    [-5, 0],
    [3, 0],
    [6, 1],
    [99, 2],
    [5, 0],
  ])('of %d in 0, 10, 20', (target, index) => {
    expect(nearestIndex([0, 10, 20], (value) => value, target)).toBe(index);
  });

  it('is -1 of nothing', () => {
    expect(nearestIndex([], (value: number) => value, 1)).toBe(-1);
  });
});
