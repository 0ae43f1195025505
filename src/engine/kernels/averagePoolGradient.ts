/**
 * The gradient of average pooling, for every backend. Forward, all of them leave padding out of the count,
 * as TensorFlow does; backward, tfjs divides by the whole window, so at a padded edge it is too small.
 */
import * as tf from '@tensorflow/tfjs';

/** Replaces tfjs's gradient of AvgPool. */
export function registerAveragePoolGradient(): void {
  tf.registerGradient({
    kernelName: tf.AvgPool,
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => {
      const attrs = attributes as unknown as tf.AvgPoolAttrs;
      const input = saved[0] as tf.Tensor4D;
      return {
        x: () => {
          const factor = edgeFactor(input, attrs);
          const corrected = factor ? tf.mul(dy as tf.Tensor, factor) : (dy as tf.Tensor);
          return tf.engine().runKernel(tf.AvgPoolGrad, { dy: corrected, input }, attributes);
        },
      };
    },
  });
}

/** Window size over cells counted, `[1, outHeight, outWidth, 1]`; `null` where no window reaches into padding. */
function edgeFactor(
  input: tf.Tensor4D,
  { filterSize, strides, pad, dimRoundingMode }: tf.AvgPoolAttrs,
): tf.Tensor | null {
  const pool = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { padInfo, outHeight, outWidth } = pool;
  if (padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0) return null;
  const rows = cellsCounted(outHeight, pool.strideHeight, pool.filterHeight, padInfo.top, pool.inHeight);
  const columns = cellsCounted(outWidth, pool.strideWidth, pool.filterWidth, padInfo.left, pool.inWidth);
  const factor = rows.flatMap((row) =>
    columns.map((column) => (pool.filterHeight * pool.filterWidth) / (row * column)),
  );
  return tf.tensor(factor, [1, outHeight, outWidth, 1], 'float32');
}

/** How many cells of each window along one axis lie inside the input. */
function cellsCounted(
  windows: number,
  stride: number,
  size: number,
  padding: number,
  inputSize: number,
): number[] {
  return Array.from({ length: windows }, (_, index) => {
    const start = index * stride - padding;
    return Math.min(inputSize, start + size) - Math.max(0, start);
  });
}
