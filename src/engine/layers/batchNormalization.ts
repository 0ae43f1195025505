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
 * and lets the moving ones follow: `moving ← momentum · moving + (1 - momentum) · batch`; else it uses the moving ones.
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
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      const { mean, variance } = kwargs.training === true ? this.batchStatistics(x) : this.movingStatistics();
      // tfjs has no gradient of a batchNorm whose offset or scale is left out.
      const offset = this.beta?.read() ?? tf.zerosLike(mean);
      const scale = this.gamma?.read() ?? tf.onesLike(mean);
      return tf.batchNorm(x, mean, variance, offset, scale, this.epsilon);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { momentum, epsilon, center, scale } = this;
    return { ...super.getConfig(), axis: -1, momentum, epsilon, center, scale };
  }

  private batchStatistics(x: tf.Tensor): { mean: tf.Tensor1D; variance: tf.Tensor1D } {
    const { mean, variance } = tf.moments(
      x,
      Array.from({ length: x.rank - 1 }, (_, axis) => axis),
    );
    this.follow(this.movingMean, mean);
    this.follow(this.movingVariance, variance);
    return { mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  }

  private movingStatistics(): { mean: tf.Tensor1D; variance: tf.Tensor1D } {
    if (this.movingMean === null || this.movingVariance === null) {
      throw new Error(`${this.name} was called before it was built.`);
    }
    return {
      mean: this.movingMean.read() as tf.Tensor1D,
      variance: this.movingVariance.read() as tf.Tensor1D,
    };
  }

  private follow(moving: tf.LayerVariable | null, batch: tf.Tensor): void {
    moving?.write(
      tf.tidy(() => tf.add(tf.mul(moving.read(), this.momentum), tf.mul(batch, 1 - this.momentum))),
    );
  }
}
