/** Forward, loss, gradients, update: what happens in one step. */
import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { Batch } from './batchFeed';
import { sparseCategoricalAccuracy, totalLoss } from './loss';
import type { TrainingOptimizer } from './optimizers/createOptimizer';

/**
 * One optimizer step on one batch.
 * @returns float32 [2] on the device: the batch's loss and accuracy before the step; the caller disposes it
 */
export function trainingStep(network: NetworkModel, optimizer: TrainingOptimizer, batch: Batch): tf.Tensor1D {
  return tf.tidy(() => {
    let accuracy: tf.Scalar | null = null;
    const { trainable } = network;
    const { value, grads } = tf.variableGrads(() => {
      const logits = network.model.apply(batch.images, { training: true }) as tf.Tensor2D;
      accuracy = tf.keep(sparseCategoricalAccuracy(logits, batch.labels));
      return totalLoss(logits, batch.labels, network.regularized);
    }, trainable);
    optimizer.apply(grads, trainable);
    if (accuracy === null) throw new EngineError('internal', 'The forward pass did not run.');
    const values = tf.stack([value, accuracy as tf.Scalar]) as tf.Tensor1D;
    tf.dispose(accuracy);
    return values;
  });
}
