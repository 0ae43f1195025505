/** Numbers to be read from the device all at once: many small tensors become one. */
import * as tf from '@tensorflow/tfjs';
import { readAndDispose } from '../readAndDispose';
import { spreadOf, type Part } from './healthSpread';
import type { Spread } from '../protocol/health';

/** Up to so many values a tensor are read whole; of more, so many of them. */
const MOST_READ = 16_384;
/** Of more than so many a tensor nothing but the sample is looked at: the largest networks have no room for a second copy. */
const MOST_MEASURED = 4_000_000;

/** Answers once its gathering was read. */
type Later<T> = () => T;

/** Values of a tensor of `of`: all of them, or an even sample. */
export interface Sampled {
  readonly values: tf.Tensor;
  readonly of: number;
}

/**
 * A hold on the values of a variable: what they are now outlives its next update, which puts others in their place. Of a very
 * large one an even sample is held, always of the same places.
 */
export function hold(variable: tf.Variable): Sampled {
  const of = variable.size;
  if (of <= MOST_MEASURED) return { values: tf.clone(variable), of };
  return { values: tf.tidy(() => tf.gather(tf.reshape(variable, [-1]), evenSample(of))), of };
}

/** All that is added, within `within`, is read by one `read`. */
export class HealthGathering {
  /** Not in `sealed` yet: they belong to the scope they were made in. */
  private loose: tf.Tensor[] = [];
  private sealed: tf.Tensor1D[] = [];
  private length = 0;
  private values: Float32Array = new Float32Array();

  /** All values of a tensor. */
  add(tensor: tf.Tensor): Later<Float32Array> {
    const from = this.length;
    this.loose.push(tensor);
    this.length += tensor.size;
    return () => this.values.subarray(from, from + tensor.size);
  }

  /** Adds within a scope of its own, at whose end all that was added is taken hold of: its tensors need not live on. */
  within<T>(add: () => T): T {
    const answers: T[] = [];
    tf.tidy(() => {
      answers.push(add());
      this.seal();
    });
    return answers[0] as T;
  }

  /** How all values of some tensors lie. */
  addSpread(tensors: readonly tf.Tensor[]): Later<Spread> {
    const parts = tensors.map((tensor) => this.addPart(tensor));
    return () => spreadOf(parts.map((part) => part()));
  }

  /** ‖tensors‖, as one vector; of some, only samples are at hand. */
  addNorm(parts: readonly Sampled[]): Later<number> {
    const lengths = parts.map(({ values, of }) => ({
      norm: this.add(norm(values)),
      scale: Math.sqrt(of / values.size),
    }));
    return () => Math.hypot(...lengths.map(({ norm: length, scale }) => scale * (length()[0] ?? NaN)));
  }

  /** Reads all that is sealed, once, and lets go of it, also where that fails. */
  async read(): Promise<void> {
    const { sealed } = this;
    this.sealed = [];
    try {
      this.values = (await readAndDispose(tf.tidy(() => tf.concat(sealed)))).slice();
    } finally {
      tf.dispose(sealed);
    }
  }

  /** Lets go of what will not be read. */
  dispose(): void {
    tf.dispose(this.sealed);
    this.sealed = [];
  }

  private seal(): void {
    const flat = this.loose.map((tensor): tf.Tensor1D => tf.reshape(tensor, [-1]));
    this.loose = [];
    if (flat.length > 0) this.sealed.push(tf.keep(tf.concat(flat)));
  }

  private addPart(tensor: tf.Tensor): Later<Part> {
    const count = tensor.size;
    if (count <= MOST_READ) {
      const values = this.add(tensor);
      return () => ({ count, values: values(), whole: null });
    }
    const flat = tf.reshape(tensor, [-1]);
    const values = this.add(tf.gather(flat, evenSample(count)));
    if (count > MOST_MEASURED) return () => ({ count, values: values(), whole: null });
    // Scaled, so that squares neither overflow nor vanish in float32.
    const largest = tf.max(tf.abs(flat));
    const { mean, variance } = tf.moments(tf.divNoNan(flat, largest));
    const counts = [tf.isNaN(flat), tf.isInf(flat)].map((each) => tf.sum(tf.cast(each, 'float32')));
    const whole = this.add(tf.stack([largest, mean, variance, tf.min(flat), tf.max(flat), ...counts]));
    return () => {
      const [scale = NaN, mean = NaN, variance = NaN, min = NaN, max = NaN, notANumber = 0, infinite = 0] =
        whole();
      const moments = { mean: mean * scale, variance: variance * scale ** 2, min, max };
      return { count, values: values(), whole: { ...moments, notANumber, infinite } };
    };
  }
}

/**
 * Places of an even sample of `count` values: multiples of the golden section of `count`, modulo it. They fall evenly on the
 * whole and, since the step has no divisor in common with `count`, on every channel: even spacing would always meet the same.
 */
function evenSample(count: number): tf.Tensor1D {
  let step = Math.round(count * 0.6180339887498949);
  while (commonDivisor(step, count) > 1) step++;
  return tf.tensor1d(
    Int32Array.from({ length: MOST_READ }, (_, index) => (index * step) % count),
    'int32',
  );
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** The root of the sum of squares; scaled by the largest value, so that squares neither overflow nor vanish. */
function norm(tensor: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const largest = tf.max(tf.abs(tensor));
    return tf.mul(largest, tf.sqrt(tf.sum(tf.square(tf.divNoNan(tensor, largest)))));
  });
}
