import { expect, it } from 'vitest';
import { decades } from './decades';

it('holds all values above 0 between powers of ten', () => {
  expect(decades([0.002, 0.05])).toEqual([0.001, 0.01, 0.1]);
  expect(decades([0.001])).toEqual([0.001, 0.01]);
  expect(decades([0, NaN, Infinity])).toEqual([0.1, 1]);
  // Twelve of them: every third.
  expect(decades([1e-10, 100])).toEqual([1e-10, 1e-7, 1e-4, 0.1, 100]);
});
