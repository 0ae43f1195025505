import * as tf from '@tensorflow/tfjs';
import { nextNoise } from './noiseStream';
import { soleTensor } from './soleTensor';

interface GaussianNoiseConfig {
  /** Of the noise; its mean is 0. */
  readonly stddev: number;
  readonly seed?: number | null;
  readonly name?: string;
}

/** Keras's GaussianNoise: in training adds to every cell a normal number from our own stream (`noiseStream.ts`). */
export class GaussianNoise extends tf.layers.Layer {
  static readonly className = 'GaussianNoise';
  private readonly stddev: number;
  private readonly seed: number | null;

  constructor(config: GaussianNoiseConfig) {
    super(config);
    this.stddev = config.stddev;
    this.seed = config.seed ?? null;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const input = soleTensor(inputs);
    if (kwargs.training !== true || this.stddev === 0) return tf.clone(input);
    return tf.tidy(() => {
      const source = nextNoise();
      const noise = new Float32Array(input.size).map(() => source.normal() * this.stddev);
      return tf.add(input, tf.tensor(noise, input.shape));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), stddev: this.stddev, seed: this.seed };
  }
}
