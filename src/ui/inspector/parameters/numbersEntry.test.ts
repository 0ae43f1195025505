import { describe, expect, test } from 'vitest';
import { readNumbers } from './numbersEntry';

const shape = { min: -1, max: 1000, mostItems: 3 };

describe('reading a typed list of whole numbers', () => {
  test.each(['7 × 7 × 64', '7x7x64', '7, 7, 64', '[7 7 64]', ' (7,7,64) '])('takes "%s"', (text) => {
    expect(readNumbers(text, shape)).toEqual({ value: [7, 7, 64], complaint: null });
  });

  test('takes a minus as keyboards and as typesetters write it', () => {
    expect(readNumbers('-1, 8', shape).value).toEqual([-1, 8]);
    expect(readNumbers('−1 × 8', shape).value).toEqual([-1, 8]);
  });

  test.each([
    ['7 × seven', '“seven” is not a whole number; the old value stays.'],
    ['1.5', '“1.5” is not a whole number; the old value stays.'],
    ['  ', 'At least one number is needed; the old value stays.'],
    ['1 2 3 4', '3 numbers are the most; the old value stays.'],
    ['7 1001', '1001 is not from -1 to 1000; the old value stays.'],
  ])('refuses "%s" and says why', (text, complaint) => {
    expect(readNumbers(text, shape)).toEqual({ value: null, complaint });
  });
});
