/** Sparse categorical cross-entropy, on the logits. */
import * as tf from '@tensorflow/tfjs';

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
