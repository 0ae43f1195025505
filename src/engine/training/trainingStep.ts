/** Forward, loss, gradients, update: what happens in one step. */
import * as tf from '@tensorflow/tfjs';
import type { NetworkModel } from '../model/networkModel';
import type { Batch } from './batchFeed';
import { sparseCategoricalAccuracy, totalLoss } from './loss';
import type { TrainingOptimizer } from './optimizers/createOptimizer';

/**
 * Looks at a step without changing it: gets the gradients, by the variables' names, before the update; what it answers is
 * called after it. Within a tidy: what is to outlive the step must be kept.
 */
export type StepWatch = (gradients: Readonly<tf.NamedTensorMap>) => () => void;

/**
 * One optimizer step on one batch.
 * @returns float32 [2] on the device: the batch's loss and accuracy before the step; the caller disposes it
 */
export function trainingStep(
  network: NetworkModel,
  optimizer: TrainingOptimizer,
  batch: Batch,
  watch: StepWatch | null = null,
): tf.Tensor1D {
  // Made inside the gradient's own scope and needed after it; given back also where no memory is left for the step.
  const accuracies: tf.Scalar[] = [];
  try {
    return tf.tidy(() => {
      const { trainable } = network;
      const { value, grads } = tf.variableGrads(() => {
        const logits = network.model.apply(batch.images, { training: true }) as tf.Tensor2D;
        accuracies.push(tf.keep(sparseCategoricalAccuracy(logits, batch.labels)));
        return totalLoss(logits, batch.labels, network.regularized);
      }, trainable);
      const updated = watch?.(grads);
      optimizer.apply(grads, trainable);
      updated?.();
      return tf.stack([value, ...accuracies]) as tf.Tensor1D;
    });
  } finally {
    tf.dispose(accuracies);
  }
}
