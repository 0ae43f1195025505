import { z } from 'zod';
import { defineLayer } from '../layerType';
import { mergedAxesSeen, mergedReceptiveField, mergedShape } from '../merging';

export const add = defineLayer({
  className: 'Add',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape: (inputShapes) => mergedShape('Add', inputShapes),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: mergedReceptiveField,
  axesSeen: mergedAxesSeen,
  explanation:
    'Adds its inputs value by value. In residual networks it lets a block learn only what to change, and gives gradients a short ' +
    'way back, which is what made very deep networks trainable.',
  picture: () => ({ kind: 'merge', how: 'add' }),
  views: ['featureMaps'],
  summary: () => '',
});
