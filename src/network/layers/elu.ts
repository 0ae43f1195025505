import { z } from 'zod';
import { curvePicture } from '../activations';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const elu = defineLayer({
  className: 'ELU',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    alpha: number({
      label: 'Alpha',
      help: 'How far below zero the curve can get.',
      min: 0,
      max: 10,
      step: 0.1,
      default: 1,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Like ReLU where values are positive, but bends softly below zero, down to minus alpha. Averages stay near zero from layer to ' +
    'layer, which speeds learning up.',
  picture: ({ alpha }) => curvePicture((x) => (x < 0 ? alpha * Math.expm1(x) : x)),
  views: ['featureMaps'],
  summary: ({ alpha }) => (alpha === 1 ? '' : `alpha ${alpha}`),
});
