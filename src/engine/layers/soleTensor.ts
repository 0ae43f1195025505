import type * as tf from '@tensorflow/tfjs';

/** The input of a layer that takes one: tfjs hands it over alone or as a list of one. */
export function soleTensor<Rank extends tf.Rank = tf.Rank>(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor<Rank> {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor<Rank>;
}
