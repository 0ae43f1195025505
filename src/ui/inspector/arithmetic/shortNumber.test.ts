import { expect, it } from 'vitest';
import { shortNumber } from './shortNumber';

it.each([
  [0, '0'],
  [0.4213, '0.42'],
  [-1.3, '−1.3'],
  [100, '100'],
  [1200, '1200'],
  [12.34, '12.3'],
  [-0.0004, '0'],
  [5, '5'],
])('writes %d as %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});
