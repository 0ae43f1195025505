import { z } from 'zod';
import {
  convolutionPicture,
  convolutionShape,
  convolutionWindow,
  dilationRateParameter,
  filtersParameter,
  kernelSizeParameter,
  slidingSummary,
} from '../convolution';
import {
  activationParameter,
  biasParameters,
  biasWeights,
  initializerParameter,
  kernelWeight,
  penaltyParameters,
} from '../kernel';
import { defineLayer, type Shape, type ShapeResult } from '../layerType';
import { integer } from '../parameter';
import { counted, summaryOf } from '../parameterText';
import { featureMapProblem, shapeSize, soleFeatureMap, soleInput } from '../shape';
import { paddingParameter, slidingReceptiveField, stridesParameter } from '../slidingWindow';

const parameters = z.strictObject({
  filters: filtersParameter,
  kernelSize: kernelSizeParameter,
  strides: stridesParameter,
  padding: paddingParameter,
  dilationRate: dilationRateParameter,
  groups: integer({
    label: 'Groups',
    help: 'Splits channels and filters into so many parts that do not see each other: as many times fewer weights.',
    min: 1,
    max: 4096,
    default: 1,
    primary: false,
  }),
  activation: activationParameter,
  ...biasParameters,
  kernelInitializer: initializerParameter('Kernel initializer'),
  ...penaltyParameters,
});

type Parameters = z.output<typeof parameters>;

export const conv2d = defineLayer({
  className: 'Conv2D',
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  parameters,
  outputShape,
  weights(inputShapes, layer) {
    const shape = [...layer.kernelSize, channelsRead(inputShapes, layer), layer.filters];
    return [
      kernelWeight('kernel', shape, layer.kernelInitializer, layer),
      ...biasWeights(layer, layer.filters),
    ];
  },
  nonLinear: ({ activation }) => activation !== 'linear',
  operations(inputShapes, layer) {
    const outputSize = shapeSize(outputShape(inputShapes, layer).shape ?? [0]);
    return outputSize * shapeSize(layer.kernelSize) * channelsRead(inputShapes, layer);
  },
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, convolutionWindow(layer)),
  explanation:
    'Slides small filters over the image. Each filter is a little pattern of weights; where the picture under it looks like ' +
    'the pattern, its feature map lights up. The first layers learn edges and colours, deeper ones combine them into shapes.',
  picture: (layer) => convolutionPicture(layer, layer.groups === 1 ? 'allChannels' : 'group'),
  views: ['featureMaps', 'filters', 'arithmetic'],
  summary: (layer) =>
    summaryOf(
      counted(layer.filters, 'filter'),
      ...slidingSummary(layer),
      layer.groups === 1 ? null : counted(layer.groups, 'group'),
    ),
  kerasConstants: { data_format: 'channels_last' },
  kerasRegularizers: ['kernel_regularizer'],
});

function outputShape(inputShapes: readonly Shape[], layer: Parameters): ShapeResult {
  const rankProblem = featureMapProblem('Conv2D', soleInput(inputShapes));
  if (rankProblem !== null) return { problem: rankProblem };
  const [, , channels] = soleFeatureMap(inputShapes);
  const { filters, groups } = layer;
  if (channels % groups !== 0 || filters % groups !== 0) {
    return {
      problem: {
        message:
          `${counted(groups, 'group')} cannot share ${counted(channels, 'channel')} and ${counted(filters, 'filter')} equally. Use a ` +
          `number of groups that divides both.`,
        repair: { label: 'Set groups to 1', parameters: { groups: 1 } },
      },
    };
  }
  return convolutionShape('Conv2D', inputShapes, layer, filters);
}

/** Input channels that one filter sees: those of its group. */
function channelsRead(inputShapes: readonly Shape[], { groups }: Parameters): number {
  const [, , channels] = soleFeatureMap(inputShapes);
  return channels / groups;
}
