import * as tf from '@tensorflow/tfjs';

/** The slope of `keras.activations.leaky_relu` below zero. */
const negativeSlope = 0.2;

/** `keras.activations.leaky_relu`, by the name tfjs gives it after it has read a Keras config (camel case). */
export class LeakyRelu extends tf.serialization.Serializable {
  static readonly className: string = 'leakyRelu';

  apply(x: tf.Tensor): tf.Tensor {
    return tf.leakyRelu(x, negativeSlope);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}

/** The same by its Keras name, for layers that are made without passing through a Keras config. */
export class LeakyReluKerasName extends LeakyRelu {
  static override readonly className = 'leaky_relu';
}
