import { describe, expect, test } from 'vitest';
import { readNumber, stepNumber } from './numberEntry';

const filters = { min: 1, max: 4096, integer: true };
const rate = { min: 1e-7, max: 10, step: 'decades' } as const;

describe('readNumber', () => {
  test.each([
    ['32', 32, null],
    ['0', 1, 'The least is 1.'],
    ['1e9', 4096, 'The most is 4096.'],
    ['3.6', 4, 'Whole numbers only.'],
  ])('%s filters', (text, value, complaint) => {
    expect(readNumber(text, filters)).toEqual({ value, complaint });
  });

  test.each(['', ' ', 'many', 'Infinity'])('“%s” is no number', (text) => {
    expect(readNumber(text, filters).value).toBeNull();
  });

  test('a comma is a decimal point, and exponents are read', () => {
    expect(readNumber('0,01', rate).value).toBe(0.01);
    expect(readNumber('1e-4', rate).value).toBe(0.0001);
  });
});

describe('stepNumber', () => {
  test('learning rates go 1, 2, 5, 10', () => {
    const up = [0.01];
    for (let i = 0; i < 4; i++) up.push(stepNumber(up.at(-1) ?? 0, 1, rate));
    expect(up).toEqual([0.01, 0.02, 0.05, 0.1, 0.2]);
    expect(stepNumber(0.01, -1, rate)).toBe(0.005);
    expect(stepNumber(0.03, 1, rate)).toBe(0.05);
    expect(stepNumber(1e-7, -1, rate)).toBe(1e-7);
  });

  test('fractions stay short', () => {
    expect(stepNumber(0.2, 1, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  });
});
