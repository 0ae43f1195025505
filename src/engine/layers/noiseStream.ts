/**
 * Where the layers that are random in training (dropout, noise) draw from: our own seeded stream, so that a run
 * repeats exactly and is the same on every backend. tfjs's own layers draw from a generator of the backend's.
 */
import { random, type Random } from '../random';

const stream = { seed: 0, step: 0, draws: 0 };

/** Keys the draws of the training pass that follows: each random layer it meets, in order, has a stream of its own. */
export function setNoiseStream(seed: number, step: number): void {
  stream.seed = seed;
  stream.step = step;
  stream.draws = 0;
}

/** The stream of the next random layer. */
export function nextNoise(): Random {
  return random(stream.seed, stream.step, stream.draws++);
}
