import { z } from 'zod';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { featureMapProblem, soleInput } from '../shape';

export const spatialDropout2d = defineLayer({
  className: 'SpatialDropout2D',
  family: 'regularization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    rate: number({
      label: 'Rate',
      help: 'The fraction of feature maps that each training step sets to zero, at random.',
      min: 0,
      max: 0.95,
      step: 0.05,
      default: 0.2,
    }),
  }),
  outputShape(inputShapes) {
    const shape = soleInput(inputShapes);
    const problem = featureMapProblem('SpatialDropout2D', shape);
    return problem === null ? { shape } : { problem };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'While training, switches whole feature maps off at random. Neighbouring cells of a map tell nearly the same, so dropping ' +
    'single cells would hide little; this makes the network do without a feature.',
  picture: ({ rate }) => ({ kind: 'drop', what: 'maps', rate }),
  views: ['featureMaps'],
  summary: ({ rate }) => `rate ${rate}`,
  kerasRefusesTrainable: true,
});
