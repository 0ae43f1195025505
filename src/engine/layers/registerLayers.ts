import * as tf from '@tensorflow/tfjs';
import { registerAveragePoolGradient } from '../kernels/averagePoolGradient';
import { registerBatchNormalizationGradient } from '../kernels/batchNormalizationGradient';
import { Dropout } from './dropout';
import { LeakyRelu, LeakyReluKerasName } from './leakyRelu';

let registered = false;

/**
 * Registers what tfjs lacks or does otherwise than Keras under the Keras class names, so that
 * `tf.models.modelFromJSON` finds it, corrects the gradient of average
 * pooling and makes that of batch normalisation quick. Calling it again does nothing.
 */
export function registerLayers(): void {
  if (registered) return;
  registered = true;
  registerAveragePoolGradient();
  registerBatchNormalizationGradient();
  for (const layer of [Dropout, LeakyRelu, LeakyReluKerasName]) {
    tf.serialization.registerClass(layer);
  }
}
