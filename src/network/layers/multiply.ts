import { z } from 'zod';
import { defineLayer } from '../layerType';
import { mergedAxesSeen, mergedReceptiveField, mergedShape } from '../merging';

export const multiply = defineLayer({
  className: 'Multiply',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => mergedShape('Multiply', inputShapes),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: mergedReceptiveField,
  axesSeen: mergedAxesSeen,
  explanation:
    'Multiplies its inputs value by value, so that one of them can turn the other up or down. Squeeze-and-excitation networks ' +
    '(2017) weigh whole feature maps this way, with a gate of 1 × 1 × channels.',
  picture: () => ({ kind: 'merge', how: 'multiply' }),
  views: ['featureMaps'],
  summary: () => '',
});
