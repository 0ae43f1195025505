import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

interface LocalResponseNormalizationConfig {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
  readonly name?: string;
}

/**
 * TensorFlow's `tf.nn.local_response_normalization`: `x / (bias + alpha · Σx²)^beta`, the sum over the channels at most
 * `depthRadius` away. The sum is a product with a band matrix, whose gradient every backend has (tfjs's own LRN
 * kernel has none on WASM).
 */
export class LocalResponseNormalization extends tf.layers.Layer {
  static readonly className = 'LocalResponseNormalization';
  private readonly depthRadius: number;
  private readonly bias: number;
  private readonly alpha: number;
  private readonly beta: number;

  constructor(config: LocalResponseNormalizationConfig) {
    super(config);
    this.depthRadius = config.depthRadius;
    this.bias = config.bias;
    this.alpha = config.alpha;
    this.beta = config.beta;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      const channels = x.shape.at(-1) ?? 1;
      const squares = tf.reshape(tf.square(x), [-1, channels]);
      const sums = tf.matMul(squares, this.scaledBand(channels));
      const divisor = tf.pow(tf.add(sums, this.bias), tf.scalar(-this.beta));
      return tf.mul(x, tf.reshape(divisor, x.shape));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { depthRadius, bias, alpha, beta } = this;
    return { ...super.getConfig(), depthRadius, bias, alpha, beta };
  }

  /** `alpha` where row and column are at most `depthRadius` apart, else 0. */
  private scaledBand(channels: number): tf.Tensor2D {
    const band = new Float32Array(channels * channels);
    for (let row = 0; row < channels; row++) {
      const end = Math.min(channels, row + this.depthRadius + 1);
      for (let column = Math.max(0, row - this.depthRadius); column < end; column++) {
        band[row * channels + column] = this.alpha;
      }
    }
    return tf.tensor2d(band, [channels, channels]);
  }
}
