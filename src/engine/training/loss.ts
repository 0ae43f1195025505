/** The loss: sparse categorical cross-entropy on the logits, and the penalties on weights. */
import * as tf from '@tensorflow/tfjs';
import type { Regularizer } from '../../network/layerType';

/** A variable that the loss keeps small. */
export interface RegularizedWeight {
  readonly variable: tf.Variable;
  readonly regularizer: Regularizer;
}

/**
 * What is minimised: the mean cross-entropy of the batch plus all penalties, once a batch and not once an image. Keras
 * reports the same number as `loss`, in training and in evaluation.
 */
export function totalLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  regularized: readonly RegularizedWeight[],
): tf.Scalar {
  return tf.tidy(() =>
    regularized.reduce(
      (loss, { variable, regularizer }) => tf.add(loss, penalty(variable, regularizer)),
      sparseCategoricalCrossentropy(logits, labels),
    ),
  );
}

/** `l1 · Σ|w| + l2 · Σw²`, as Keras's L1L2. |w| is written so that its slope at 0 is 0, as TensorFlow's. */
function penalty(weight: tf.Tensor, { l1, l2 }: Regularizer): tf.Scalar {
  const lasso = l1 === 0 ? null : tf.mul(tf.sum(tf.mul(weight, tf.sign(weight))), l1);
  const ridge = l2 === 0 ? null : tf.mul(tf.sum(tf.square(weight)), l2);
  if (lasso === null || ridge === null) return (lasso ?? ridge ?? tf.scalar(0)).asScalar();
  return tf.add(lasso, ridge).asScalar();
}

/**
 * Mean of -log softmax(logits)[label], as Keras computes it with `from_logits=True`: finite and with a full
 * gradient even where the probability itself would round to zero.
 * @param logits [batch, classes] @param labels int32 [batch] @returns scalar, in nats
 */
export function sparseCategoricalCrossentropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const truth = tf.oneHot(labels, logits.shape[1]);
    const logProbabilities = tf.logSoftmax(logits);
    return tf.neg(tf.mean(tf.sum(tf.mul(truth, logProbabilities), -1))).asScalar();
  });
}

/** Fraction of the batch whose largest logit is at the label: a scalar. */
export function sparseCategoricalAccuracy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => tf.mean(tf.cast(tf.equal(tf.argMax(logits, -1), labels), 'float32')).asScalar());
}
