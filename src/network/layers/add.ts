import { z } from 'zod';
import { defineLayer } from '../layerType';
import { pointwise } from '../receptiveField';
import { formatShape, soleInput } from '../shape';

export const add = defineLayer({
  className: 'Add',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape(inputShapes) {
    const first = soleInput(inputShapes);
    const other = inputShapes.find((shape) => formatShape(shape) !== formatShape(first));
    if (other !== undefined) {
      return {
        problem: {
          message: `Add needs inputs of one shape, but ${formatShape(first)} and ${formatShape(other)} arrive.`,
        },
      };
    }
    return { shape: first };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Adds its inputs value by value. In residual networks it lets a block learn only what to change, and gives gradients a short ' +
    'way back, which is what made very deep networks trainable.',
  picture: () => ({ kind: 'merge', how: 'add' }),
  views: ['featureMaps'],
});
