import { z } from 'zod';
import { curvePicture } from '../activations';
import { defineLayer } from '../layerType';
import { number, optionalNumber } from '../parameter';
import { summaryOf } from '../parameterText';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const relu = defineLayer({
  className: 'ReLU',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    maxValue: optionalNumber({
      label: 'Max value',
      help: 'Where the line is cut off at the top. 6 makes the ReLU6 of MobileNet; none leaves it open.',
      min: 0,
      max: 1000,
      step: 1,
      initial: 6,
    }),
    negativeSlope: number({
      label: 'Negative slope',
      help: 'How much of what lies below the threshold is let through.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
      primary: false,
    }),
    threshold: number({
      label: 'Threshold',
      help: 'What does not exceed this counts as nothing.',
      min: 0,
      max: 100,
      step: 0.1,
      default: 0,
      primary: false,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Keeps what is positive and turns the rest to zero: the bend that nearly every network since AlexNet (2012) uses, because its ' +
    'gradient does not fade. A max value keeps results in bounds.',
  picture: ({ maxValue, negativeSlope, threshold }) =>
    curvePicture((x) => {
      if (x < threshold || (x === threshold && threshold !== 0)) return negativeSlope * (x - threshold);
      return maxValue === null ? x : Math.min(x, maxValue);
    }),
  views: ['featureMaps'],
  summary: ({ maxValue, negativeSlope, threshold }) =>
    summaryOf(
      maxValue === null ? null : `max ${maxValue}`,
      negativeSlope === 0 ? null : `slope ${negativeSlope}`,
      threshold === 0 ? null : `threshold ${threshold}`,
    ),
});
