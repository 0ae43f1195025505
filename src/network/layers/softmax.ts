import { z } from 'zod';
import { defineLayer } from '../layerType';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const softmax = defineLayer({
  className: 'Softmax',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Turns scores into probabilities: all positive, adding up to 1, the largest score by far the most. It belongs at the end, where ' +
    'the network says how sure it is of each class.',
  picture: () => ({ kind: 'softmax' }),
  views: ['featureMaps', 'probabilities'],
  summary: () => '',
  kerasConstants: { axis: -1 },
});
