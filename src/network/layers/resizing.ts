import { z } from 'zod';
import { defineLayer } from '../layerType';
import { integer } from '../parameter';
import { formatSides, summaryOf } from '../parameterText';
import { interpolationParameter, resizingReceptiveField } from '../resizing';
import { featureMapProblem, soleFeatureMap, soleInput } from '../shape';

const side = { min: 1, max: 1024, default: 32 };

export const resizing = defineLayer({
  className: 'Resizing',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    height: integer({ label: 'Height', help: 'Rows of every feature map afterwards.', ...side }),
    width: integer({ label: 'Width', help: 'Columns of every feature map afterwards.', ...side }),
    interpolation: interpolationParameter('bilinear'),
  }),
  outputShape(inputShapes, { height, width }) {
    const problem = featureMapProblem('Resizing', soleInput(inputShapes));
    if (problem !== null) return { problem };
    const [, , channels] = soleFeatureMap(inputShapes);
    return { shape: [height, width, channels] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField(inputShapes, { height, width, interpolation }) {
    const [rows, columns] = soleFeatureMap(inputShapes);
    return resizingReceptiveField([rows, columns], [height, width], interpolation);
  },
  explanation:
    'Brings pictures or feature maps to a fixed height and width, whatever they were, without learning anything. At the front of a ' +
    'network it lets the layers after it count on one size.',
  picture: ({ interpolation }) => ({ kind: 'resize', interpolation, factor: null }),
  views: ['featureMaps'],
  summary: ({ height, width, interpolation }) => summaryOf(formatSides([height, width]), interpolation),
  kerasConstants: { crop_to_aspect_ratio: false, data_format: 'channels_last' },
});
