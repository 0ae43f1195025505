import { z } from 'zod';
import { defineLayer } from '../layerType';
import { shapeSize, soleInput } from '../shape';

export const flatten = defineLayer({
  className: 'Flatten',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({}),
  outputShape(inputShapes) {
    const shape = soleInput(inputShapes);
    if (shape.length === 1) {
      return {
        problem: {
          message: 'What arrives is already a flat vector: there is nothing to flatten.',
          repair: 'removeLayer',
        },
      };
    }
    return { shape: [shapeSize(shape)] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => null,
  explanation:
    'Lays all feature maps out into one long vector, row by row, so that Dense layers can read them. Nothing is computed and ' +
    'nothing is lost but the neighbourhood of the cells.',
  picture: () => ({ kind: 'rearrange', how: 'flatten' }),
  views: ['featureMaps'],
  summary: () => '',
  kerasConstants: { data_format: 'channels_last' },
});
