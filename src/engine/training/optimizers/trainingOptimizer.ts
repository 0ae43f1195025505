import type * as tf from '@tensorflow/tfjs';

/** An optimizer as the training loop uses it. It owns its slots (moments, velocities) and nothing else. */
export interface TrainingOptimizer {
  /** How many times `apply` has run. */
  readonly iterations: number;
  /** Of the next update. */
  learningRate: number;
  /**
   * One update of every variable that has a gradient under its name. The caller keeps and disposes the gradients.
   * The same variables must come on every call.
   */
  apply(gradients: Readonly<tf.NamedTensorMap>, variables: readonly tf.Variable[]): void;
  /** Frees the slots. The variables stay. */
  dispose(): void;
}

/** Which variables a step updates, and with what. */
export function pairs(
  gradients: Readonly<tf.NamedTensorMap>,
  variables: readonly tf.Variable[],
): readonly (readonly [tf.Variable, tf.Tensor])[] {
  return variables.flatMap((variable) => {
    const gradient = gradients[variable.name];
    return gradient ? [[variable, gradient] as const] : [];
  });
}
