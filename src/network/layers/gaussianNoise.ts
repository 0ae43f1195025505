import { z } from 'zod';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const gaussianNoise = defineLayer({
  className: 'GaussianNoise',
  family: 'regularization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    stddev: number({
      label: 'Standard deviation',
      help: 'How strong the noise is. Pixels go from 0 to 1, so 0.1 is clearly visible in a picture.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.1,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'While training, adds a little random noise to every value, so that the network cannot rely on tiny differences. When it ' +
    'predicts, nothing is added.',
  picture: ({ stddev }) => ({ kind: 'noise', standardDeviation: stddev }),
  views: ['featureMaps'],
  summary: ({ stddev }) => `σ ${stddev}`,
});
