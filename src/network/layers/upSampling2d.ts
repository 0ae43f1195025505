import { z } from 'zod';
import { defineLayer } from '../layerType';
import { pair } from '../parameter';
import { formatSides, summaryOf } from '../parameterText';
import { interpolationParameter, resizingReceptiveField } from '../resizing';
import { featureMapProblem, soleFeatureMap, soleInput } from '../shape';

export const upSampling2d = defineLayer({
  className: 'UpSampling2D',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    size: pair({
      label: 'Size',
      help: 'How many times as high and as wide the feature maps become.',
      min: 1,
      max: 16,
      default: [2, 2],
    }),
    interpolation: interpolationParameter('nearest'),
  }),
  outputShape(inputShapes, { size }) {
    const problem = featureMapProblem('UpSampling2D', soleInput(inputShapes));
    if (problem !== null) return { problem };
    const [height, width, channels] = soleFeatureMap(inputShapes);
    return { shape: [height * size[0], width * size[1], channels] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField(inputShapes, { size, interpolation }) {
    const [height, width] = soleFeatureMap(inputShapes);
    return resizingReceptiveField([height, width], [height * size[0], width * size[1]], interpolation);
  },
  explanation:
    'Makes feature maps larger by repeating or blending their cells; it learns nothing. Networks that draw or label every pixel ' +
    'use it to get back to the size of the picture.',
  picture: ({ size, interpolation }) => ({ kind: 'resize', interpolation, factor: size }),
  views: ['featureMaps'],
  summary: ({ size, interpolation }) => summaryOf(formatSides(size), interpolation),
  kerasConstants: { data_format: 'channels_last' },
});
