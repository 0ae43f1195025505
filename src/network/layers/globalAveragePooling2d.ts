import { z } from 'zod';
import { defineLayer } from '../layerType';
import { globallyPooledShape } from '../pooling';

export const globalAveragePooling2d = defineLayer({
  className: 'GlobalAveragePooling2D',
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => globallyPooledShape(inputShapes, 'to average'),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => null,
  explanation:
    'Turns each feature map into one number, its average: "how much of this is anywhere in the picture". It does the work of ' +
    'Flatten with far fewer weights after it, and for images of any size.',
  picture: () => ({ kind: 'wholeMap', result: 'average' }),
  views: ['featureMaps', 'arithmetic'],
  summary: () => '',
  kerasConstants: { data_format: 'channels_last' },
});
