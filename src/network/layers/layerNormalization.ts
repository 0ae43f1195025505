import { z } from 'zod';
import { defineLayer } from '../layerType';
import { centerScaleParameters, centerScaleWeights } from '../normalization';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const layerNormalization = defineLayer({
  className: 'LayerNormalization',
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    epsilon: number({
      label: 'Epsilon',
      help: 'Added to the variance so that nothing is divided by zero.',
      min: 1e-7,
      max: 1,
      step: 0.001,
      default: 0.001,
      primary: false,
    }),
    ...centerScaleParameters,
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: (inputShapes, layer) => centerScaleWeights(layer, soleInput(inputShapes).slice(-1)),
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Brings the channels of each cell to mean 0 and variance 1, for every image by itself, then scales and shifts them by learned ' +
    'numbers. It works with any batch size, and is what Transformers and ConvNeXt (2022) use.',
  picture: () => ({ kind: 'normalize', over: 'image' }),
  views: ['featureMaps'],
  summary: () => '',
  kerasConstants: { axis: -1 },
});
