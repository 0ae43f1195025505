import { expect, it } from 'vitest';
import { shortNumber } from './shortNumber';

it.each([
  [0, 1, '0'],
  [0.4213, 1, '0.42'],
  [-1.3, 1.3, '−1.3'],
  [100, 100, '100'],
  [1200, 1200, '1200'],
  [0.4, 1200, '0'],
  [12.34, 12.34, '12.3'],
  [-0.0004, 1, '0'],
  [5, 5, '5'],
  [0.0042, 0.06, '0.004'],
  [-0.0421, 0.06, '−0.042'],
  [0.0042, 0.0042, '0.0042'],
  [-0.00042, 0.0009, '−4e−4'],
  [0, 0.0009, '0'],
  [0, 0, '0'],
])('writes %d among numbers up to %d as %s', (value, range, text) => {
  expect(shortNumber(value, range)).toBe(text);
});
