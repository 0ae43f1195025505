import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

interface LayerNormalizationConfig {
  readonly epsilon?: number;
  readonly center?: boolean;
  readonly scale?: boolean;
  readonly name?: string;
}

/**
 * Keras's LayerNormalization over the last axis: each cell of a feature map gets mean 0 and variance 1 over its
 * channels. tfjs's own cannot train without `center` or without `scale`, and tiles its numbers to whole feature maps.
 */
export class LayerNormalization extends tf.layers.Layer {
  static readonly className = 'LayerNormalization';
  private readonly epsilon: number;
  private readonly center: boolean;
  private readonly scale: boolean;
  private gamma: tf.LayerVariable | null = null;
  private beta: tf.LayerVariable | null = null;

  constructor(config: LayerNormalizationConfig) {
    super(config);
    this.epsilon = config.epsilon ?? 1e-3;
    this.center = config.center ?? true;
    this.scale = config.scale ?? true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = (inputShape as tf.Shape).slice(-1);
    if (this.scale) this.gamma = this.addWeight('gamma', shape, 'float32', tf.initializers.ones());
    if (this.center) this.beta = this.addWeight('beta', shape, 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      const deviation = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(deviation), -1, true);
      const normal = tf.mul(deviation, tf.rsqrt(tf.add(variance, this.epsilon)));
      const scaled = this.gamma === null ? normal : tf.mul(normal, this.gamma.read());
      return this.beta === null ? scaled : tf.add(scaled, this.beta.read());
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { epsilon, center, scale } = this;
    return { ...super.getConfig(), axis: -1, epsilon, center, scale };
  }
}
