import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Conv2D } from './conv2d';
import { Conv2DTranspose } from './conv2dTranspose';
import { DepthwiseConv2D } from './depthwiseConv2d';
import { SeparableConv2D } from './separableConv2d';

/** Small whole numbers in a pattern, the same that Keras was given. */
function pattern(shape: number[], factor: number, offset: number, period: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const values = Array.from({ length: size }, (_, i) => ((i * factor + offset) % period) - (period >> 1));
  return tf.tensor(values, shape);
}

/** Output shape, sum, and a sum that tells places apart. */
function fingerprint(layer: tf.layers.Layer, inputShape: number[]): readonly unknown[] {
  return tf.tidy(() => {
    const input = pattern(inputShape, 5, 0, 13);
    layer.build(inputShape);
    layer.setWeights(layer.getWeights().map(({ shape }, index) => pattern(shape, 7, index, 11)));
    const output = layer.call(input, {}) as tf.Tensor;
    expect(layer.computeOutputShape(inputShape)).toEqual(output.shape);
    const values = [...output.dataSync<'float32'>()];
    const weighted = values.map((value, place) => value * (((place * 3) % 7) - 3));
    const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
    return [output.shape, sum(values), sum(weighted)];
  });
}

describe('convolutions', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const same = { kernelSize: 3, padding: 'same' } as const;
  const transposed = { filters: 3, kernelSize: [3, 4], strides: 2 } as const;
  // The numbers are Keras 3.15.1's, on JAX.
  it.each([
    [new Conv2D({ ...same, filters: 4, groups: 2, dilationRate: 2 }), [2, 6, 5, 4], [2, 6, 5, 4], -391, 958],
    [
      new Conv2D({ filters: 6, kernelSize: [3, 2], strides: [2, 1], padding: 'same', groups: 3 }),
      [1, 6, 5, 3],
      [1, 3, 5, 6],
      -34,
      495,
    ],
    [
      new DepthwiseConv2D({ ...same, depthMultiplier: 2, dilationRate: [2, 1] }),
      [1, 6, 5, 3],
      [1, 6, 5, 6],
      -300,
      -3384,
    ],
    [new DepthwiseConv2D({ ...same, depthMultiplier: 2, strides: 2 }), [1, 6, 5, 3], [1, 3, 3, 6], 46, 149],
    [new DepthwiseConv2D({ ...same, strides: 2, dilationRate: 2 }), [1, 7, 8, 3], [1, 4, 4, 3], -99, 276],
    [
      new SeparableConv2D({ ...same, filters: 4, depthMultiplier: 2, strides: 2 }),
      [1, 6, 5, 3],
      [1, 3, 3, 4],
      443,
      -4100,
    ],
    [new Conv2DTranspose({ ...transposed, padding: 'same' }), [1, 4, 3, 2], [1, 8, 6, 3], -114, 2568],
    [new Conv2DTranspose({ ...transposed, padding: 'valid' }), [1, 4, 3, 2], [1, 9, 8, 3], -170, 702],
    [
      new Conv2DTranspose({ ...transposed, padding: 'valid', outputPadding: [0, 1] }),
      [1, 4, 3, 2],
      [1, 9, 9, 3],
      -188,
      1317,
    ],
    [
      new Conv2DTranspose({ filters: 3, kernelSize: [2, 5], strides: [3, 2], padding: 'same' }),
      [1, 4, 3, 2],
      [1, 12, 6, 3],
      -99,
      -316,
    ],
  ] as const)('%# equals Keras', (layer, inputShape, outputShape, sum, weightedSum) => {
    expect(fingerprint(layer, [...inputShape])).toEqual([outputShape, sum, weightedSum]);
  });

  it('refuses groups that do not divide the channels, and strides together with dilation', () => {
    const grouped = new Conv2D({ name: 'three', filters: 6, kernelSize: 3, groups: 3 });
    expect(() => {
      grouped.build([null, 8, 8, 4]);
    }).toThrow(
      'three has 3 groups: its 4 input channels and its 6 filters must both divide into them evenly.',
    );
    expect(
      () => new Conv2D({ name: 'both', filters: 6, kernelSize: 3, strides: 2, dilationRate: 2 }),
    ).toThrow('both has strides 2×2 and dilation 2×2: one of them must be 1.');
  });
});
