import { z } from 'zod';
import {
  convolutionPicture,
  convolutionWindow,
  depthMultiplierParameter,
  depthwiseShape,
  dilationRateParameter,
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
import { summaryOf } from '../parameterText';
import { featureMapProblem, shapeSize, soleFeatureMap, soleInput } from '../shape';
import { paddingParameter, slidingReceptiveField, stridesParameter } from '../slidingWindow';

const parameters = z.strictObject({
  kernelSize: kernelSizeParameter,
  strides: stridesParameter,
  padding: paddingParameter,
  depthMultiplier: depthMultiplierParameter,
  dilationRate: dilationRateParameter,
  activation: activationParameter,
  ...biasParameters,
  depthwiseInitializer: initializerParameter('Kernel initializer'),
  ...penaltyParameters,
});

type Parameters = z.output<typeof parameters>;

export const depthwiseConv2d = defineLayer({
  className: 'DepthwiseConv2D',
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  parameters,
  outputShape,
  weights(inputShapes, layer) {
    const [, , channels] = soleFeatureMap(inputShapes);
    const shape = [...layer.kernelSize, channels, layer.depthMultiplier];
    return [
      kernelWeight('kernel', shape, layer.depthwiseInitializer, layer),
      ...biasWeights(layer, channels * layer.depthMultiplier),
    ];
  },
  nonLinear: ({ activation }) => activation !== 'linear',
  operations: (inputShapes, layer) =>
    shapeSize(outputShape(inputShapes, layer).shape ?? [0]) * shapeSize(layer.kernelSize),
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, convolutionWindow(layer)),
  explanation:
    'A convolution in which every channel has a small filter of its own and no channel sees another. It finds shapes at a ' +
    'fraction of the cost; a 1×1 convolution after it mixes the channels. MobileNet (2017) is made of such pairs.',
  picture: (layer) => convolutionPicture(layer, 'oneChannel'),
  views: ['featureMaps', 'filters', 'arithmetic'],
  kernelAxes: 'inputMultiplier',
  summary: (layer) =>
    summaryOf(
      ...slidingSummary(layer),
      layer.depthMultiplier === 1 ? null : `${layer.depthMultiplier} per channel`,
    ),
  kerasConstants: { data_format: 'channels_last' },
  kerasRegularizers: ['depthwise_regularizer'],
});

function outputShape(inputShapes: readonly Shape[], layer: Parameters): ShapeResult {
  const rankProblem = featureMapProblem('DepthwiseConv2D', soleInput(inputShapes));
  if (rankProblem !== null) return { problem: rankProblem };
  const [, , channels] = soleFeatureMap(inputShapes);
  return depthwiseShape('DepthwiseConv2D', inputShapes, layer, channels * layer.depthMultiplier);
}
