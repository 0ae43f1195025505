import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random, shuffle } from './random';

describe('random', () => {
  it('is uniform: 100,000 draws in ten bins stay within five standard deviations', () => {
    const source = random(42);
    const bins = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) {
      const bin = Math.floor(source.next() * 10);
      bins[bin] = (bins[bin] ?? NaN) + 1;
    }
    for (const count of bins)
      expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.1 * 0.9));
  });

  it('is normal with mean 0 and variance 1', () => {
    const source = random(5);
    const draws = Array.from({ length: 50_000 }, () => source.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('gives every key its own stream, and the same one again', () => {
    const first = (...keys: readonly number[]) => random(1, ...keys).next();
    expect(first(1, 2)).toBe(first(1, 2));
    expect(new Set([first(), first(1), first(2), first(1, 2), first(2, 1), first(0)]).size).toBe(6);
  });
});

describe('shuffle', () => {
  it('keeps every item, for any list and seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
        const shuffled = shuffle([...items], random(seed));
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      }),
    );
  });
});
