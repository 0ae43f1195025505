/** Keras's Dropout and SpatialDropout2D, with masks from our own stream (`noiseStream.ts`). */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import { nextNoise } from './noiseStream';
import { soleTensor } from './soleTensor';

interface SpatialDropoutConfig {
  readonly rate: number;
  readonly seed?: number | null;
  readonly name?: string;
}

interface DropoutConfig extends SpatialDropoutConfig {
  /** One entry an axis, `null` for the input's own size; an axis of 1 shares its mask. */
  readonly noiseShape?: readonly (number | null)[] | null;
}

/** In training, cells become 0 with probability `rate` and the rest grow by 1 / (1 - rate). */
export class Dropout extends tf.layers.Layer {
  static readonly className: string = 'Dropout';
  private readonly rate: number;
  private readonly noiseShape: readonly (number | null)[] | null;
  private readonly seed: number | null;

  /** Throws RangeError for a rate outside [0, 1). */
  constructor(config: DropoutConfig) {
    super(config);
    if (!(config.rate >= 0 && config.rate < 1)) {
      throw new RangeError(
        `${this.getClassName()}'s rate is ${config.rate}: it must be at least 0 and less than 1.`,
      );
    }
    this.rate = config.rate;
    this.noiseShape = config.noiseShape ?? null;
    this.seed = config.seed ?? null;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const input = soleTensor(inputs);
    if (kwargs.training !== true || this.rate === 0) return tf.clone(input);
    return tf.tidy(() => {
      const shape = input.shape.map((size, axis) => this.noiseShape?.[axis] ?? size);
      const mask = dropoutMask(tf.util.sizeFromShape(shape), this.rate, nextNoise());
      return tf.mul(input, tf.tensor(mask, shape));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      rate: this.rate,
      noiseShape: this.noiseShape as number[] | null,
      seed: this.seed,
    };
  }
}

/** Dropout of whole feature maps: neighbouring cells tell nearly the same, so dropping single ones hides little. */
export class SpatialDropout2D extends Dropout {
  static override readonly className = 'SpatialDropout2D';

  constructor(config: SpatialDropoutConfig) {
    super({ ...config, noiseShape: [null, 1, 1, null] });
  }
}

/** Zeros with probability `rate` (to 1/65536), else 1 / (1 - rate): two cells a draw, since feature maps are large. */
function dropoutMask(size: number, rate: number, source: Random): Float32Array {
  const kept = 1 / (1 - rate);
  const threshold = Math.round(rate * 65536);
  const mask = new Float32Array(size);
  for (let index = 0; index < size; index += 2) {
    const bits = source.next() * 4294967296;
    if ((bits & 0xffff) >= threshold) mask[index] = kept;
    // On an odd size the last write falls outside, where a typed array ignores it.
    if (bits >>> 16 >= threshold) mask[index + 1] = kept;
  }
  return mask;
}
