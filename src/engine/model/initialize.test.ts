import { describe, expect, it } from 'vitest';
import { random } from '../random';
import { initialValues } from './initialize';

function variance(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

describe('initialValues', () => {
  // A 3×3 kernel from 32 to 64 channels: fan in 288, fan out 576, counted by hand.
  const kernel = [3, 3, 32, 64];

  it('draws Glorot uniform within its limit and with its variance', () => {
    const values = initialValues('glorot_uniform', kernel, random(1));
    const limit = Math.sqrt(6 / (288 + 576));
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-limit);
    expect(variance(values)).toBeCloseTo(limit ** 2 / 3, 4);
  });

  it('draws He normal truncated at two standard deviations and with the full variance', () => {
    const values = initialValues('he_normal', kernel, random(2));
    const expected = 2 / 288;
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual((2 * Math.sqrt(expected)) / 0.8796);
    expect(variance(values) / expected).toBeCloseTo(1, 1);
  });

  it('repeats with the seed and differs without it', () => {
    expect(initialValues('glorot_uniform', [4, 4], random(7))).toEqual(
      initialValues('glorot_uniform', [4, 4], random(7)),
    );
    expect(initialValues('glorot_uniform', [4, 4], random(7))).not.toEqual(
      initialValues('glorot_uniform', [4, 4], random(8)),
    );
  });

  it('fills zeros and ones', () => {
    expect([...initialValues('zeros', [3], random(1))]).toEqual([0, 0, 0]);
    expect([...initialValues('ones', [3], random(1))]).toEqual([1, 1, 1]);
  });
});
