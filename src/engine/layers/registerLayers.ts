import * as tf from '@tensorflow/tfjs';
import { registerAveragePoolGradient } from '../kernels/averagePoolGradient';
import { registerMaximumGradients } from '../kernels/maximumGradients';
import { BatchNormalization } from './batchNormalization';
import { Conv2D } from './conv2d';
import { Conv2DTranspose } from './conv2dTranspose';
import { DepthwiseConv2D } from './depthwiseConv2d';
import { Dropout, SpatialDropout2D } from './dropout';
import { GaussianNoise } from './gaussianNoise';
import { LayerNormalization } from './layerNormalization';
import { LeakyRelu, LeakyReluKerasName } from './leakyRelu';
import { LocalResponseNormalization } from './localResponseNormalization';
import { PReLU } from './prelu';
import { ELU, LeakyReLU, ReLU } from './rectifiers';
import { Resizing, UpSampling2D } from './resampling';
import { SeparableConv2D } from './separableConv2d';

/** Under their Keras class names, in place of tfjs's own where it has them. */
const registeredClasses = [
  BatchNormalization,
  Conv2D,
  Conv2DTranspose,
  DepthwiseConv2D,
  Dropout,
  ELU,
  GaussianNoise,
  LayerNormalization,
  LeakyReLU,
  LeakyRelu,
  LeakyReluKerasName,
  LocalResponseNormalization,
  PReLU,
  ReLU,
  Resizing,
  SeparableConv2D,
  SpatialDropout2D,
  UpSampling2D,
];

let registered = false;

/**
 * Registers what tfjs lacks or does otherwise than Keras under the Keras class names, so that
 * `tf.models.modelFromJSON` finds it, and corrects the gradients of average pooling and of maxima. Calling it again does nothing.
 */
export function registerLayers(): void {
  if (registered) return;
  registered = true;
  registerAveragePoolGradient();
  registerMaximumGradients();
  for (const layer of registeredClasses) tf.serialization.registerClass(layer);
}
