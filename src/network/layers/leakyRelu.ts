import { z } from 'zod';
import { curvePicture } from '../activations';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const leakyRelu = defineLayer({
  className: 'LeakyReLU',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    negativeSlope: number({
      label: 'Negative slope',
      help: 'How much of a negative value is let through.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.3,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: ({ negativeSlope }) => negativeSlope !== 1,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'A ReLU that lets a little of what is negative through. A unit that has drifted below zero for every picture still gets a ' +
    'gradient and can come back, where with ReLU it would stay dead.',
  picture: ({ negativeSlope }) => curvePicture((x) => (x < 0 ? negativeSlope * x : x)),
  views: ['featureMaps'],
  summary: ({ negativeSlope }) => `slope ${negativeSlope}`,
});
