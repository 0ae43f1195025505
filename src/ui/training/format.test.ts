import { describe, expect, it } from 'vitest';
import {
  formatCost,
  formatDuration,
  formatMegabytes,
  formatPercent,
  formatRate,
  formatValue,
} from './format';

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [0.2, '1 s'],
    [59.4, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3600, '1 h 00 min'],
    [7620, '2 h 07 min'],
    [7199, '2 h 00 min'],
  ])('%f s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('formatPercent', () => {
  it.each([
    [0.875, '87.5 %'],
    [1, '100 %'],
    [0, '0 %'],
    [2 / 3, '66.7 %'],
  ])('%f is %s', (fraction, text) => {
    expect(formatPercent(fraction)).toBe(text);
  });
});

describe('formatValue', () => {
  it.each([
    [0.41321, '0.4132'],
    [-1.5, '−1.500'],
    [0, '0'],
    [0.0000123, '1.230e−5'],
    [-0.0000123, '−1.230e−5'],
    [123456, '1.235e+5'],
    [Number.NaN, 'not a number'],
    [-Infinity, '−∞'],
  ])('%f is %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

it('rates below ten keep a decimal', () => {
  expect(formatRate(3.44)).toBe('3.4 images/s');
  expect(formatRate(1234.5)).toBe('1,235 images/s');
});

describe('sizes of a network', () => {
  it.each([
    [553_430_176, '553 MB'],
    [1_106_860_352, '1.1 GB'],
  ])('%f bytes are %s', (bytes, text) => {
    expect(formatMegabytes(bytes)).toBe(text);
  });

  it.each([
    [416_520, '416,520'],
    [155_200_000, '155 million'],
    [15_470_264_320, '15.5 billion'],
  ])('%f multiply-adds are %s', (count, text) => {
    expect(formatCost(count)).toBe(text);
  });
});
