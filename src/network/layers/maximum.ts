import { z } from 'zod';
import { defineLayer } from '../layerType';
import { mergedAxesSeen, mergedReceptiveField, mergedShape } from '../merging';

export const maximum = defineLayer({
  className: 'Maximum',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => mergedShape('Maximum', inputShapes),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: mergedReceptiveField,
  axesSeen: mergedAxesSeen,
  explanation:
    'Keeps the largest of its inputs, value by value. Each path can be an expert for something else, and the one that is surest ' +
    'is heard; Maxout networks (2013) work this way.',
  picture: () => ({ kind: 'merge', how: 'maximum' }),
  views: ['featureMaps'],
  summary: () => '',
});
