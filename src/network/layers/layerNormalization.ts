import { z } from 'zod';
import { defineLayer } from '../layerType';
import { centerScaleWeights, normalizationParameters } from '../normalization';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const layerNormalization = defineLayer({
  className: 'LayerNormalization',
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    ...normalizationParameters,
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
