/**
 * Dropout whose masks come from our own seeded stream, so that a run repeats exactly and is the same on
 * every backend. tfjs's own draws from a generator of the backend's.
 */
import * as tf from '@tensorflow/tfjs';
import { random } from '../random';

const stream = { seed: 0, step: 0, masksDrawn: 0 };

/** Keys the masks of the training pass that follows: each Dropout it meets, in order, takes its own mask. */
export function setDropoutStream(seed: number, step: number): void {
  stream.seed = seed;
  stream.step = step;
  stream.masksDrawn = 0;
}

interface DropoutConfig {
  readonly rate: number;
  /** One entry an axis, `null` for the input's own size; an axis of 1 shares its mask. */
  readonly noiseShape?: readonly (number | null)[] | null;
  readonly seed?: number | null;
  readonly name?: string;
}

/** Keras's Dropout: in training, cells become 0 with probability `rate` and the rest grow by 1 / (1 - rate). */
export class Dropout extends tf.layers.Layer {
  static readonly className = 'Dropout';
  private readonly rate: number;
  private readonly noiseShape: readonly (number | null)[] | null;
  private readonly seed: number | null;

  constructor(config: DropoutConfig) {
    super(config);
    if (!(config.rate >= 0 && config.rate < 1)) {
      throw new RangeError(`Dropout's rate is ${config.rate}: it must be at least 0 and less than 1.`);
    }
    this.rate = config.rate;
    this.noiseShape = config.noiseShape ?? null;
    this.seed = config.seed ?? null;
    this.supportsMasking = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const input = Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs;
    if (kwargs.training !== true || this.rate === 0) return tf.clone(input);
    return tf.tidy(() => {
      const shape = input.shape.map((size, axis) => this.noiseShape?.[axis] ?? size);
      const key = stream.masksDrawn++;
      const mask = dropoutMask(tf.util.sizeFromShape(shape), this.rate, [stream.seed, stream.step, key]);
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

/** Zeros with probability `rate` (to 1/65536), else 1 / (1 - rate): two cells a draw, since feature maps are large. */
function dropoutMask(size: number, rate: number, key: readonly [number, number, number]): Float32Array {
  const source = random(...key);
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
