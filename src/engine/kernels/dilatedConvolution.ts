/**
 * Convolution with a dilated kernel out of undilated ones, since tfjs has no gradient of its own dilated convolution on
 * any backend. A kernel of rate 2 sees every second row and column only: the four images of every second row and column
 * are taken apart, convolved as a batch of images of their own, and put together again. That is TensorFlow's
 * `space_to_batch`, along one axis at a time: tfjs's own moves six axes at once, which is slow on WASM.
 */
import * as tf from '@tensorflow/tfjs';
import type { Convolution, Finish, Pair, Sliding } from './convolution';

/**
 * `convolve` by a kernel whose cells lie `dilationRate` apart. Strides together with dilation are rare (Keras allows
 * them to depthwise convolution only) and cost more: the kernel is then spread with zeros.
 */
export function dilatedConvolution(
  convolve: Convolution,
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  { strides, padding, dilationRate }: Sliding,
  finish: Finish,
): tf.Tensor4D {
  const [kernelHeight, kernelWidth] = kernel.shape;
  // A kernel of one row has no rows to lie apart.
  const rate: Pair = [kernelHeight === 1 ? 1 : dilationRate[0], kernelWidth === 1 ? 1 : dilationRate[1]];
  if (Math.max(...rate) === 1) return convolve(x, kernel, { strides, padding }, finish);
  if (Math.max(...strides) > 1) {
    return convolve(x, spreadKernel(kernel, rate), { strides, padding }, finish);
  }
  const [, height, width] = x.shape;
  const rows = interleaving(height, kernelHeight, rate[0], padding);
  const columns = interleaving(width, kernelWidth, rate[1], padding);
  const padded = tf.pad(x, [[0, 0], rows.padding, columns.padding, [0, 0]]);
  const images = takeApart(takeApart(padded, 1, rate[0]), 2, rate[1]);
  const results = convolve(images, kernel, { strides, padding: 'valid' }, finish);
  const together = putTogether(putTogether(results, 2, rate[1]), 1, rate[0]);
  const [batch, fullHeight, fullWidth, filters] = together.shape;
  return tf.slice(
    together,
    [0, 0, 0, 0],
    [batch, fullHeight - rows.surplus, fullWidth - columns.surplus, filters],
  );
}

/** `rate` images of every `rate`-th row (axis 1) or column (axis 2) in place of each, all first ones before all second ones. */
function takeApart(x: tf.Tensor4D, axis: 1 | 2, rate: number): tf.Tensor4D {
  if (rate === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const lines = axis === 1 ? [batch, height / rate] : [batch * height, width / rate];
  const apart = tf.transpose(tf.reshape(x, [...lines, rate, -1]), [2, 0, 1, 3]);
  return axis === 1
    ? tf.reshape(apart, [rate * batch, height / rate, width, channels])
    : tf.reshape(apart, [rate * batch, height, width / rate, channels]);
}

/** Undoes `takeApart`. */
function putTogether(x: tf.Tensor4D, axis: 1 | 2, rate: number): tf.Tensor4D {
  if (rate === 1) return x;
  const [images, height, width, channels] = x.shape;
  const batch = images / rate;
  const lines = axis === 1 ? [batch, height] : [batch * height, width];
  const together = tf.transpose(tf.reshape(x, [rate, ...lines, -1]), [1, 2, 0, 3]);
  return axis === 1
    ? tf.reshape(together, [batch, height * rate, width, channels])
    : tf.reshape(together, [batch, height, width * rate, channels]);
}

/** `[h, w, a, b]` to `[(h-1)·rate + 1, (w-1)·rate + 1, a, b]` with zeros between: the dilated kernel as a plain one. */
export function spreadKernel(kernel: tf.Tensor4D, rate: Pair): tf.Tensor4D {
  const [height, width, ...channels] = kernel.shape;
  const size = channels[0] * channels[1];
  const rows = tf.pad(tf.reshape(kernel, [height, 1, width * size]), [
    [0, 0],
    [0, rate[0] - 1],
    [0, 0],
  ]);
  const spreadHeight = (height - 1) * rate[0] + 1;
  const columns = tf.pad(tf.reshape(rows, [height * rate[0] * width, 1, size]), [
    [0, 0],
    [0, rate[1] - 1],
    [0, 0],
  ]);
  const spread = tf.reshape<tf.Rank.R4>(columns, [height * rate[0], width * rate[1], ...channels]);
  return tf.slice(spread, [0, 0, 0, 0], [spreadHeight, (width - 1) * rate[1] + 1, ...channels]);
}

/** The padding before and after that makes a side a multiple of `rate`, and how many results it makes too many. */
function interleaving(
  size: number,
  kernel: number,
  rate: number,
  padding: Sliding['padding'],
): { padding: [number, number]; surplus: number } {
  const wanted = padding === 'same' ? (kernel - 1) * rate : 0;
  const before = Math.floor(wanted / 2);
  const surplus = (rate - ((size + wanted) % rate)) % rate;
  return { padding: [before, wanted - before + surplus], surplus };
}
