/** The only list of layer types. Key = file name = the `type` that is saved. */
import type { LayerDeclaration } from '../layerType';
import { activation } from './activation';
import { add } from './add';
import { average } from './average';
import { averagePooling2d } from './averagePooling2d';
import { batchNormalization } from './batchNormalization';
import { concatenate } from './concatenate';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2dTranspose';
import { cropping2d } from './cropping2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwiseConv2d';
import { dropout } from './dropout';
import { elu } from './elu';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussianNoise';
import { globalAveragePooling2d } from './globalAveragePooling2d';
import { globalMaxPooling2d } from './globalMaxPooling2d';
import { input } from './input';
import { layerNormalization } from './layerNormalization';
import { leakyRelu } from './leakyRelu';
import { localResponseNormalization } from './localResponseNormalization';
import { maximum } from './maximum';
import { maxPooling2d } from './maxPooling2d';
import { multiply } from './multiply';
import { permute } from './permute';
import { prelu } from './prelu';
import { relu } from './relu';
import { rescaling } from './rescaling';
import { reshape } from './reshape';
import { resizing } from './resizing';
import { separableConv2d } from './separableConv2d';
import { softmax } from './softmax';
import { spatialDropout2d } from './spatialDropout2d';
import { upSampling2d } from './upSampling2d';
import { zeroPadding2d } from './zeroPadding2d';

/** In the order of the palette. */
export const layerTypes = {
  input,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  conv2dTranspose,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  flatten,
  dense,
  activation,
  relu,
  leakyRelu,
  prelu,
  elu,
  softmax,
  dropout,
  spatialDropout2d,
  gaussianNoise,
  batchNormalization,
  layerNormalization,
  localResponseNormalization,
  rescaling,
  add,
  multiply,
  average,
  maximum,
  concatenate,
  zeroPadding2d,
  cropping2d,
  upSampling2d,
  resizing,
  reshape,
  permute,
} satisfies Record<string, LayerDeclaration>;

export type LayerTypeName = keyof typeof layerTypes;

/** In the order of the palette. */
export const layerTypeNames = Object.keys(layerTypes) as readonly LayerTypeName[];

/** The declaration of a type, for code that works with any of them. */
export function layerType(name: LayerTypeName): LayerDeclaration {
  return layerTypes[name];
}
