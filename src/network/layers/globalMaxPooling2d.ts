import { z } from 'zod';
import { defineLayer } from '../layerType';
import { globallyPooledShape } from '../pooling';

export const globalMaxPooling2d = defineLayer({
  className: 'GlobalMaxPooling2D',
  family: 'pooling',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => globallyPooledShape(inputShapes, 'to take the maximum of'),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => null,
  explanation:
    'Turns each feature map into one number, its strongest value: "is this anywhere in the picture?". Unlike the average it does ' +
    'not care how much of the picture it fills.',
  picture: () => ({ kind: 'wholeMap', result: 'max' }),
  views: ['featureMaps', 'arithmetic'],
  summary: () => '',
  kerasConstants: { data_format: 'channels_last' },
});
