import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
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
    return tf.tidy(() =>
      tf.add(input, tf.tensor(normalNoise(input.size, this.stddev, nextNoise()), input.shape)),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), stddev: this.stddev, seed: this.seed };
  }
}

/** Box-Muller with both of its numbers, since feature maps are large. */
function normalNoise(size: number, stddev: number, source: Random): Float32Array {
  const noise = new Float32Array(size);
  for (let index = 0; index < size; index += 2) {
    const radius = stddev * Math.sqrt(-2 * Math.log(1 - source.next()));
    const angle = 2 * Math.PI * source.next();
    noise[index] = radius * Math.cos(angle);
    // On an odd size the last write falls outside, where a typed array ignores it.
    noise[index + 1] = radius * Math.sin(angle);
  }
  return noise;
}
