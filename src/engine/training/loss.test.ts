import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparseCategoricalAccuracy, sparseCategoricalCrossentropy, totalLoss } from './loss';

beforeAll(() => tf.setBackend('cpu'));

describe('sparseCategoricalCrossentropy', () => {
  it('is the mean of -log softmax at the label', () => {
    const logits = tf.tensor2d([
      [2, 1, 0.1],
      [0, 0, 0],
    ]);
    const loss = sparseCategoricalCrossentropy(logits, tf.tensor1d([0, 2], 'int32')).dataSync()[0];
    // -log(e^2 / (e^2 + e + e^0.1)) = 0.417030 and log 3 = 1.098612, by hand.
    expect(loss).toBeCloseTo((0.41703 + 1.098612) / 2, 5);
  });

  it('stays finite, with its full gradient, where the probability rounds to zero', () => {
    const labels = tf.tensor1d([1], 'int32');
    const { value, grad } = tf.valueAndGrad((x: tf.Tensor) =>
      sparseCategoricalCrossentropy(x as tf.Tensor2D, labels),
    )(tf.tensor2d([[100, -100]]));
    expect(value.dataSync()[0]).toBeCloseTo(200, 3);
    expect([...grad.dataSync()]).toEqual([expect.closeTo(1, 5), expect.closeTo(-1, 5)]);
  });
});

describe('sparseCategoricalAccuracy', () => {
  it('is the share of images whose largest logit is at the label', () => {
    const logits = tf.tensor2d([
      [2, 1],
      [0, 3],
      [5, 4],
      [1, 0],
    ]);
    expect(sparseCategoricalAccuracy(logits, tf.tensor1d([0, 1, 1, 0], 'int32')).dataSync()[0]).toBe(0.75);
  });
});

describe('totalLoss', () => {
  it('adds l1 · Σ|w| + l2 · Σw² once a batch, with slopes l1 · sign(w) + 2 · l2 · w', () => {
    const weight = tf.variable(tf.tensor1d([0.5, -2, 0]));
    const other = tf.variable(tf.tensor1d([3]));
    const logits = tf.zeros<tf.Rank.R2>([4, 2]);
    const labels = tf.tensor1d([0, 1, 1, 0], 'int32');
    const { value, grads } = tf.variableGrads(
      () =>
        totalLoss(logits, labels, [
          { variable: weight, regularizer: { l1: 0.1, l2: 0.01 } },
          { variable: other, regularizer: { l1: 0, l2: 0.5 } },
        ]),
      [weight, other],
    );
    // log 2 + 0.1 · 2.5 + 0.01 · 4.25 + 0.5 · 9, by hand.
    expect(value.dataSync()[0]).toBeCloseTo(0.693147 + 0.25 + 0.0425 + 4.5, 5);
    expect([...(grads[weight.name]?.dataSync() ?? [])]).toEqual([
      expect.closeTo(0.11, 6),
      expect.closeTo(-0.14, 6),
      0,
    ]);
    expect([...(grads[other.name]?.dataSync() ?? [])]).toEqual([3]);
    tf.dispose([weight, other, logits, labels, value, grads]);
  });
});
