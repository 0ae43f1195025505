import { describe, expect, it } from 'vitest';
import { HEALTH_BINS } from '../protocol/health';
import { spreadOf } from './healthSpread';

const all = (...values: number[]) => ({
  count: values.length,
  values: Float32Array.from(values),
  whole: null,
});
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('spreadOf', () => {
  it('is of all parts as one', () => {
    // 1, 2, 3, 4, 10: mean 4, squares 130, variance 130/5 − 16 = 10.
    const spread = spreadOf([all(1, 2, 3), all(4, 10)]);
    expect(spread).toMatchObject({ count: 5, notANumber: 0, infinite: 0, mean: 4, min: 1, max: 10 });
    expect(spread.std).toBeCloseTo(Math.sqrt(10), 12);
    expect(spread.norm).toBeCloseTo(Math.sqrt(130), 12);
  });

  it('puts each number into the bin it lies in', () => {
    const { histogram } = spreadOf([all(0, 1, 1, 39.9, 40)]);
    expect(histogram).toMatchObject({ low: 0, high: 40 });
    expect(
      [...histogram.counts].map((count, bin) => [bin, count]).filter(([, count]) => count !== 0),
    ).toEqual([
      [0, 1],
      [1, 2],
      [39, 2],
    ]);
  });

  it('reaches four standard deviations; the last bins hold what lies beyond', () => {
    const { histogram, std, mean } = spreadOf([
      all(...Array.from({ length: 99 }, (_, i) => (i % 2) - 0.5), 100),
    ]);
    expect(histogram.high).toBeCloseTo(mean + 4 * std, 5);
    expect(histogram.counts.at(-1)).toBe(1);
    expect(sum(histogram.counts)).toBe(100);
  });

  it('counts what is no number or infinite, and tells the rest of the others', () => {
    const spread = spreadOf([all(NaN, 1, Infinity, 3, -Infinity)]);
    expect(spread).toMatchObject({ count: 5, notANumber: 1, infinite: 2, mean: 2, min: 1, max: 3, std: 1 });
    expect(sum(spread.histogram.counts)).toBe(2);
  });

  it('has no mean where nothing is finite, and a histogram of nothing', () => {
    const spread = spreadOf([all(NaN, NaN)]);
    expect(spread).toMatchObject({ count: 2, notANumber: 2, mean: NaN, std: NaN, min: NaN, max: NaN });
    expect(sum(spread.histogram.counts)).toBe(0);
  });

  it('makes a range of a single value', () => {
    const { histogram } = spreadOf([all(0, 0, 0)]);
    expect(histogram).toMatchObject({ low: -0.5, high: 0.5 });
    expect(histogram.counts[HEALTH_BINS / 2]).toBe(3);
    expect(spreadOf([all(-2)]).histogram).toMatchObject({ low: -3, high: -1 });
  });

  it('scales the histogram of a sample up, and takes the rest from what is told of the whole', () => {
    const spread = spreadOf([
      {
        count: 1000,
        values: Float32Array.from([1, 2]),
        whole: { mean: 1.5, variance: 0.25, min: 0, max: 4, notANumber: 0, infinite: 0 },
      },
    ]);
    expect(spread).toMatchObject({ count: 1000, mean: 1.5, std: 0.5, min: 0, max: 4 });
    expect(spread.norm).toBeCloseTo(Math.sqrt(1000 * (0.25 + 2.25)), 9);
    expect(sum(spread.histogram.counts)).toBe(1000);
  });

  it('scales all counts up where nothing but a sample is known', () => {
    const spread = spreadOf([{ count: 400, values: Float32Array.from([1, 3, NaN, Infinity]), whole: null }]);
    expect(spread).toMatchObject({
      count: 400,
      mean: 2,
      std: 1,
      min: 1,
      max: 3,
      notANumber: 100,
      infinite: 100,
    });
    expect(spread.norm).toBeCloseTo(Math.sqrt(200 * 5), 9);
    expect(sum(spread.histogram.counts)).toBe(200);
  });
});
