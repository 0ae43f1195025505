import { describe, expect, it } from 'vitest';
import type { LayerHealth, Spread } from '../../../engine/protocol/health';
import { binAt, binText, commonRange, heights, middleOf, ridgesOf, spreadText } from './ridges';

const spread = (low: number, high: number, counts: readonly number[]): Spread => ({
  count: counts.reduce((sum, count) => sum + count, 0),
  notANumber: 0,
  infinite: 0,
  mean: 0.5,
  std: 0.25,
  min: low,
  max: high,
  norm: 3,
  histogram: { low, high, counts: Float32Array.from(counts) },
});
const sample = (weights: Spread | null): LayerHealth => ({
  layerId: 'a',
  weights,
  gradients: null,
  updateRatio: null,
  activations: null,
  units: 0,
  deadUnits: 0,
});

describe('ridges', () => {
  it('are the samples that have the quantity, thinned evenly with both ends kept', () => {
    const few = [sample(spread(0, 1, [1])), sample(null), sample(spread(0, 2, [1]))];
    expect(ridgesOf(few, [1, 2, 3], 'weights').map(({ step }) => step)).toEqual([1, 3]);
    expect(ridgesOf(few, [1, 2, 3], 'gradients')).toEqual([]);
    const many = Array.from({ length: 120 }, () => sample(spread(0, 1, [1])));
    const steps = ridgesOf(
      many,
      many.map((_, index) => index),
      'weights',
    ).map(({ step }) => step);
    expect(steps).toHaveLength(24);
    expect([steps[0], steps[1], steps.at(-1)]).toEqual([0, 5, 119]);
  });

  it('share the range that holds them all', () => {
    expect(commonRange([-1, 0].map((low) => ({ step: 1, spread: spread(low, low + 1.5, [1]) })))).toEqual([
      -1, 1.5,
    ]);
  });

  it('do not widen it where all numbers of one are the same', () => {
    const same = { ...spread(-0.5, 0.5, [1]), min: 0, max: 0 };
    const ridges = [same, spread(0, 0.01, [1])].map((each) => ({ step: 1, spread: each }));
    expect(commonRange(ridges)).toEqual([0, 0.01]);
    expect(commonRange(ridges.slice(0, 1))).toEqual([-0.5, 0.5]);
  });

  it('are as high as the root of the count, the fullest bin 1', () => {
    expect(heights(spread(0, 1, [0, 1, 4]))).toEqual([0, 0.5, 1]);
    expect(heights(spread(0, 1, [0, 0]))).toEqual([0, 0]);
  });

  it('say what lies at a place', () => {
    const one = spread(0, 4, [1, 2, 3, 4]);
    expect([-1, 0, 1.5, 3.9, 4, 9].map((value) => binAt(one, value))).toEqual([0, 0, 1, 3, 3, 3]);
    expect(middleOf(one, 1)).toBe(1.5);
    const ridge = { step: 7, spread: one };
    expect([0, 1, 3].map((bin) => binText(ridge, bin))).toEqual([
      'Step 7: 1 of 10 up to 1',
      'Step 7: 2 of 10 from 1 to 2',
      'Step 7: 4 of 10 from 3 on',
    ]);
  });

  it('tell a spread in few words, and what of it is no number', () => {
    const one = spread(-1, 4, [1]);
    expect(spreadText(one)).toBe('mean 0.5 · std 0.25 · −1 to 4 · norm 3');
    expect(spreadText({ ...one, infinite: 2 })).toContain('2 infinite');
    expect(spreadText({ ...one, mean: NaN, notANumber: 5 })).toBe('5 not a number');
  });
});
