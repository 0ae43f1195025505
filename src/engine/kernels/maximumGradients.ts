/**
 * The gradients of maxima, for every backend. tfjs's own fail where an input of Maximum is broadcast, and give every
 * cell that shares the maximum of a feature map the whole gradient, so that together they get too much of it.
 */
import * as tf from '@tensorflow/tfjs';

/** Replaces tfjs's gradients of Maximum and Max. */
export function registerMaximumGradients(): void {
  tf.registerGradient({
    kernelName: tf.Maximum,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, saved) => {
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      // Of two that are equal the first counts as the larger, as in TensorFlow.
      return {
        a: () => sumTo(tf.mul(dy as tf.Tensor, tf.cast(tf.greaterEqual(a, b), 'float32')), a.shape),
        b: () => sumTo(tf.mul(dy as tf.Tensor, tf.cast(tf.less(a, b), 'float32')), b.shape),
      };
    },
  });
  tf.registerGradient({
    kernelName: tf.Max,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const axes = tf.util.parseAxisParam((attributes as unknown as tf.MaxAttrs).reductionIndices, x.shape);
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return {
        x: () => {
          // tfjs casts a comparison by calling it float32, and then its WebGPU program that transposes for the sum does
          // not compile; a product is of real float32.
          const largest = tf.mul(tf.cast(tf.equal(x, tf.reshape(y, kept)), 'float32'), 1);
          const share = tf.div(tf.reshape(dy as tf.Tensor, kept), tf.sum(largest, axes, true));
          return tf.mul(largest, share);
        },
      };
    },
  });
}

/** Adds up what went to every copy of a broadcast input. */
function sumTo(gradient: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const copied = gradient.shape.flatMap((size, axis) => (size === shape[axis] ? [] : [axis]));
  return copied.length === 0 ? gradient : tf.sum(gradient, copied, true);
}
