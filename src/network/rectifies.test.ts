import { describe, expect, it } from 'vitest';
import { chain } from './chain';
import { rectifies } from './rectifies';

describe('rectifies', () => {
  const network = chain([
    ['input', { height: 8, width: 8, channels: 1 }],
    ['conv2d', { filters: 2, activation: 'relu' }],
    ['conv2d', { filters: 2, activation: 'tanh' }],
    ['relu', { maxValue: 6 }],
    ['relu', { negativeSlope: 0.1 }],
    ['leakyRelu'],
    ['activation', { activation: 'relu' }],
    ['activation', { activation: 'gelu' }],
    ['maxPooling2d'],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);

  it('is true of what gives 0 for all that is negative, and of nothing else', () => {
    expect(network.nodes.map(rectifies)).toEqual([
      false,
      true,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
