import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

interface BatchNormalizationConfig {
  readonly momentum?: number;
  readonly epsilon?: number;
  readonly center?: boolean;
  readonly scale?: boolean;
  readonly name?: string;
}

/**
 * Keras's BatchNormalization over the last axis. In training it normalises by the batch's mean and (biased) variance
 * and lets the moving ones follow: `moving ← momentum · moving + (1 - momentum) · batch`; else, and where it is frozen
 * (`trainable` is false, as Keras says), it uses the moving ones.
 * tfjs's own cannot train without `center` or without `scale`.
 */
export class BatchNormalization extends tf.layers.Layer {
  static readonly className = 'BatchNormalization';
  private readonly momentum: number;
  private readonly epsilon: number;
  private readonly center: boolean;
  private readonly scale: boolean;
  private gamma: tf.LayerVariable | null = null;
  private beta: tf.LayerVariable | null = null;
  private movingMean: tf.LayerVariable | null = null;
  private movingVariance: tf.LayerVariable | null = null;

  constructor(config: BatchNormalizationConfig) {
    super(config);
    this.momentum = config.momentum ?? 0.99;
    this.epsilon = config.epsilon ?? 1e-3;
    this.center = config.center ?? true;
    this.scale = config.scale ?? true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = (inputShape as tf.Shape).slice(-1);
    const zeros = tf.initializers.zeros();
    const ones = tf.initializers.ones();
    if (this.scale) this.gamma = this.addWeight('gamma', shape, 'float32', ones);
    if (this.center) this.beta = this.addWeight('beta', shape, 'float32', zeros);
    this.movingMean = this.addWeight('moving_mean', shape, 'float32', zeros, undefined, false);
    this.movingVariance = this.addWeight('moving_variance', shape, 'float32', ones, undefined, false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const { movingMean, movingVariance, epsilon } = this;
    if (movingMean === null || movingVariance === null) {
      throw new Error(`${this.name} was called before it was built.`);
    }
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      // tfjs has no gradient of a batchNorm whose offset or scale is left out.
      const beta = this.beta?.read() ?? tf.zerosLike(movingMean.read());
      const gamma = this.gamma?.read() ?? tf.onesLike(movingMean.read());
      if (kwargs.training !== true || !this.trainable)
        return tf.batchNorm(x, movingMean.read(), movingVariance.read(), beta, gamma, epsilon);
      return normalizeBatch(x, gamma, beta, epsilon, (mean, variance) => {
        this.follow(movingMean, mean);
        this.follow(movingVariance, variance);
      });
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { momentum, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis: -1, momentum, epsilon, center, scale };
  }

  private follow(moving: tf.LayerVariable, batch: tf.Tensor): void {
    moving.write(
      tf.tidy(() => tf.add(tf.mul(moving.read(), this.momentum), tf.mul(batch, 1 - this.momentum))),
    );
  }
}

/**
 * Normalises by the batch's own mean and variance, of which it tells `onStatistics`. With r = 1/√(variance + ε) and n cells a
 * channel: dβ = Σdy, dγ = r · Σdy(x - mean), dx = γr · (dy - dβ/n - (x - mean) · r · dγ/n) (Ioffe & Szegedy 2015, section 3).
 * Left to the gradients of its parts, it would go over the feature maps three times as often.
 */
function normalizeBatch(
  x: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
  onStatistics: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
  const count = x.size / gamma.size;
  const forward = (save: tf.GradSaveFunc) => {
    const mean = tf.mean(x, axes);
    const variance = tf.mean(tf.squaredDifference(x, mean), axes);
    onStatistics(mean, variance);
    save([x, gamma, mean, tf.rsqrt(tf.add(variance, epsilon))]);
    return tf.batchNorm(x, mean, variance, beta, gamma, epsilon);
  };
  const backward = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
    const [savedX, savedGamma, mean, r] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const deviation = tf.sub(savedX, mean);
    const betaGradient = tf.sum(dy, axes);
    const gammaGradient = tf.mul(r, tf.sum(tf.mul(dy, deviation), axes));
    const scale = tf.mul(savedGamma, r);
    const shift = tf.mul(tf.mul(scale, betaGradient), -1 / count);
    const tilt = tf.mul(tf.mul(scale, tf.mul(r, gammaGradient)), -1 / count);
    const xGradient = tf.add(tf.add(tf.mul(dy, scale), shift), tf.mul(deviation, tilt));
    return [xGradient, gammaGradient, betaGradient];
  };
  return tf.customGrad((...args) => ({
    value: forward(args.at(-1) as tf.GradSaveFunc),
    gradFunc: backward,
  }))(x, gamma, beta);
}
