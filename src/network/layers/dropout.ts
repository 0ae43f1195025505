import { z } from 'zod';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const dropout = defineLayer({
  className: 'Dropout',
  family: 'regularization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    rate: number({
      label: 'Rate',
      help: 'The fraction of values that each training step sets to zero, at random.',
      min: 0,
      max: 0.95,
      step: 0.05,
      default: 0.5,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'While training, switches a random part of the values off, so that no unit can lean on a few others and the network learns ' +
    'less by heart. When it predicts, everything is on.',
  picture: ({ rate }) => ({ kind: 'drop', what: 'cells', rate }),
  views: ['featureMaps'],
  summary: ({ rate }) => `rate ${rate}`,
});
