/** ReLU, LeakyReLU and ELU with all parameters of Keras 3; tfjs's own know `maxValue` alone, or older names. */
import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

interface ReluConfig {
  /** Largest output; `null` for none. */
  readonly maxValue?: number | null;
  readonly negativeSlope?: number;
  readonly threshold?: number;
  readonly name?: string;
}

/** `x` above `threshold`, at most `maxValue`; below the threshold `negativeSlope · (x - threshold)`. */
export class ReLU extends tf.layers.Layer {
  static readonly className = 'ReLU';
  private readonly maxValue: number | null;
  private readonly negativeSlope: number;
  private readonly threshold: number;

  constructor(config: ReluConfig) {
    super(config);
    this.maxValue = config.maxValue ?? null;
    this.negativeSlope = config.negativeSlope ?? 0;
    this.threshold = config.threshold ?? 0;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { maxValue, negativeSlope, threshold } = this;
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      const capped = maxValue === null ? x : tf.minimum(x, maxValue);
      if (threshold === 0) return negativeSlope === 0 ? tf.relu(capped) : tf.leakyRelu(capped, negativeSlope);
      const below = tf.mul(tf.sub(x, threshold), negativeSlope);
      // Of all comparisons, tfjs can go back through greaterEqual alone.
      return tf.where(tf.greaterEqual(threshold, x), below, capped);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { maxValue, negativeSlope, threshold } = this;
    return { ...super.getConfig(), maxValue, negativeSlope, threshold };
  }
}

interface LeakyReluConfig {
  readonly negativeSlope?: number;
  readonly name?: string;
}

/** `x` above zero, `negativeSlope · x` below. */
export class LeakyReLU extends tf.layers.Layer {
  static readonly className = 'LeakyReLU';
  private readonly negativeSlope: number;

  constructor(config: LeakyReluConfig) {
    super(config);
    this.negativeSlope = config.negativeSlope ?? 0.3;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.leakyRelu(soleTensor(inputs), this.negativeSlope);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), negativeSlope: this.negativeSlope };
  }
}

interface EluConfig {
  readonly alpha?: number;
  readonly name?: string;
}

/** `x` above zero, `alpha · (exp(x) - 1)` below. */
export class ELU extends tf.layers.Layer {
  static readonly className = 'ELU';
  private readonly alpha: number;

  constructor(config: EluConfig) {
    super(config);
    this.alpha = config.alpha ?? 1;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = soleTensor(inputs);
    if (this.alpha === 1) return tf.elu(x);
    // Where x > 0, elu is x and relu takes it off again: what is left is the part below zero.
    return tf.tidy(() => {
      const above = tf.relu(x);
      return tf.add(above, tf.mul(tf.sub(tf.elu(x), above), this.alpha));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}
