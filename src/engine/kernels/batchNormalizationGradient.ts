/**
 * The gradient of batch normalisation, for every backend. tfjs's own is right but tiles its per-channel
 * numbers to whole feature maps and goes over them seven times; two sums say all of it.
 */
import * as tf from '@tensorflow/tfjs';

/**
 * Replaces tfjs's gradient of FusedBatchNorm where mean and variance are one number a channel. With
 * r = 1/√(variance + ε): dx = dy·r·scale, dmean = -r·scale·Σdy, dvariance = -½·r³·scale·Σdy(x - mean),
 * dscale = r·Σdy(x - mean), doffset = Σdy.
 */
export function registerBatchNormalizationGradient(): void {
  const stock = tf.getGradient(tf.FusedBatchNorm);
  tf.registerGradient({
    ...stock,
    gradFunc: (dys, saved, attributes) => {
      const dy = dys as tf.Tensor4D;
      const [x, mean, variance, scale] = saved as [tf.Tensor4D, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
      if (mean.rank !== 1) return stock.gradFunc(dys, saved, attributes);

      const { varianceEpsilon } = attributes as unknown as tf.FusedBatchNormAttrs;
      const r = tf.rsqrt(tf.add(variance, varianceEpsilon));
      const scaledR = scale ? tf.mul(r, scale) : r;
      const dySum = tf.sum(dy, [0, 1, 2]);
      const dyTimesDeviationSum = tf.sum(tf.mul(dy, tf.sub(x, mean)), [0, 1, 2]);
      return {
        x: () => tf.mul(dy, scaledR),
        mean: () => tf.neg(tf.mul(scaledR, dySum)),
        variance: () => tf.mul(tf.mul(tf.mul(tf.square(r), scaledR), dyTimesDeviationSum), -0.5),
        scale: () => tf.mul(r, dyTimesDeviationSum),
        offset: () => tf.clone(dySum),
      };
    },
  });
}
