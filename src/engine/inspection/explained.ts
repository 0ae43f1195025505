import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { Explained } from '../protocol/explanation';
import type { InspectionContext } from './inspections';

/**
 * The class that is asked about. `probabilities` are those of the picture, one a class; `null` asks about the likeliest.
 * Throws `bad-network` for one that is not there.
 */
export function explainedClass(
  { classNames }: InspectionContext,
  classIndex: number | null,
  probabilities: Float32Array,
): Explained {
  const asked = classIndex ?? probabilities.indexOf(Math.max(...probabilities));
  const [className, probability] = [classNames[asked], probabilities[asked]];
  if (className === undefined || probability === undefined) {
    throw new EngineError(
      'bad-network',
      `There is no class ${asked}: the network tells ${probabilities.length} apart, counted from 0.`,
    );
  }
  return { classIndex: asked, className, probability };
}

/** Picks one score of [1, classes]: the class asked for, or the highest. For a tidy around it. */
export function scoreOf(logits: tf.Tensor2D, classIndex: number | null): tf.Scalar {
  if (classIndex === null) return tf.max(logits);
  return tf.reshape(tf.slice(logits, [0, Math.min(classIndex, logits.shape[1] - 1)], [1, 1]), []);
}
