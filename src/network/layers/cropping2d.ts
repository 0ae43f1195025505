import { z } from 'zod';
import { defineLayer } from '../layerType';
import { rimOf, sides } from '../parameter';
import { formatRim } from '../parameterText';
import { featureMapProblem, soleFeatureMap, soleInput } from '../shape';

export const cropping2d = defineLayer({
  className: 'Cropping2D',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    cropping: sides({
      label: 'Cropping',
      help: 'How many rows and columns are cut off at the top, at the bottom, on the left and on the right.',
      min: 0,
      max: 512,
      default: [1, 1, 1, 1],
    }),
  }),
  outputShape(inputShapes, { cropping: [top, bottom, left, right] }) {
    const rankProblem = featureMapProblem('Cropping2D', soleInput(inputShapes));
    if (rankProblem !== null) return { problem: rankProblem };
    const [height, width, channels] = soleFeatureMap(inputShapes);
    const [rows, columns] = [height - top - bottom, width - left - right];
    if (rows < 1 || columns < 1) {
      const message =
        `Nothing is left of a ${height}×${width} feature map when ${top + bottom} rows and ${left + right} columns are cut off. ` +
        `Crop less.`;
      return { problem: { message } };
    }
    return { shape: [rows, columns, channels] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: (_, { cropping: [top, , left] }) => ({
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [-top, -left],
  }),
  explanation:
    'Cuts rows and columns off the rim of every feature map. It makes two paths fit that ended up at different sizes, as the ' +
    'U-Net (2015) does before it joins them.',
  picture: ({ cropping }) => ({ kind: 'rim', change: 'crop', sides: cropping }),
  views: ['featureMaps'],
  summary: ({ cropping }) => formatRim(cropping),
  kerasConstants: { data_format: 'channels_last' },
  kerasConfig: ({ cropping: [top, bottom, left, right] }) => ({
    cropping: [
      [top, bottom],
      [left, right],
    ],
  }),
  fromKerasConfig: ({ cropping }) => ({ cropping: rimOf(cropping) }),
});
