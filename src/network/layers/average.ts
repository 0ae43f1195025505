import { z } from 'zod';
import { defineLayer } from '../layerType';
import { mergedAxesSeen, mergedReceptiveField, mergedShape } from '../merging';

export const average = defineLayer({
  className: 'Average',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => mergedShape('Average', inputShapes),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: mergedReceptiveField,
  axesSeen: mergedAxesSeen,
  explanation:
    'Takes the average of its inputs, value by value. It makes one answer of several paths, as an ensemble of small networks ' +
    'does: what only one of them believes counts less.',
  picture: () => ({ kind: 'merge', how: 'average' }),
  views: ['featureMaps'],
  summary: () => '',
});
