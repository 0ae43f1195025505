import { expect, test } from 'vitest';
import { countOf, formatBytes, formatMagnitude } from './format';

test.each([
  [0, '0'],
  [864, '864'],
  [999, '999'],
  [1000, '1 k'],
  [12_400, '12 k'],
  [999_900, '1 M'],
  [1_240_000, '1.2 M'],
  [9_960_000, '10 M'],
  [3_858_000_000, '3.9 G'],
  [1_234_000_000_000, '1,234 G'],
])('%d multiply-adds are %s', (count, text) => {
  expect(formatMagnitude(count)).toBe(text);
});

test.each([
  [0, '0 kB'],
  [12, '1 kB'],
  [20_400, '20 kB'],
  [1_120_000, '1.1 MB'],
  [52_282_632, '52 MB'],
  [3_210_000_000, '3.2 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('counts agree with their noun', () => {
  expect(countOf(1, 'layer')).toBe('1 layer');
  expect(countOf(12_500, 'layer')).toBe('12,500 layers');
});
