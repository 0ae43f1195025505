import { z } from 'zod';
import { defineLayer } from '../layerType';
import { rimOf, sides } from '../parameter';
import { formatRim } from '../parameterText';
import { featureMapProblem, soleFeatureMap, soleInput } from '../shape';

export const zeroPadding2d = defineLayer({
  className: 'ZeroPadding2D',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    padding: sides({
      label: 'Padding',
      help: 'How many rows and columns of zeros are put on top, at the bottom, on the left and on the right.',
      min: 0,
      max: 64,
      default: [1, 1, 1, 1],
    }),
  }),
  outputShape(inputShapes, { padding: [top, bottom, left, right] }) {
    const problem = featureMapProblem('ZeroPadding2D', soleInput(inputShapes));
    if (problem !== null) return { problem };
    const [height, width, channels] = soleFeatureMap(inputShapes);
    return { shape: [height + top + bottom, width + left + right, channels] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: (_, { padding: [top, , left] }) => ({
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [top, left],
  }),
  explanation:
    'Puts a frame of zeros around every feature map, so that a convolution or pooling after it can reach over the edge. ResNet uses ' +
    'it where it wants to say exactly which side gets how much.',
  picture: ({ padding }) => ({ kind: 'rim', change: 'pad', sides: padding }),
  views: ['featureMaps'],
  summary: ({ padding }) => formatRim(padding),
  kerasConstants: { data_format: 'channels_last' },
  kerasConfig: ({ padding: [top, bottom, left, right] }) => ({
    padding: [
      [top, bottom],
      [left, right],
    ],
  }),
  fromKerasConfig: ({ padding }) => ({ padding: rimOf(padding) }),
});
