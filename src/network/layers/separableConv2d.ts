import { z } from 'zod';
import {
  convolutionWindow,
  depthMultiplierParameter,
  depthwiseShape,
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
import { counted, summaryOf } from '../parameterText';
import { shapeSize, soleFeatureMap } from '../shape';
import { paddingParameter, slidingReceptiveField, stridesParameter } from '../slidingWindow';

const parameters = z.strictObject({
  filters: filtersParameter,
  kernelSize: kernelSizeParameter,
  strides: stridesParameter,
  padding: paddingParameter,
  depthMultiplier: depthMultiplierParameter,
  dilationRate: dilationRateParameter,
  activation: activationParameter,
  ...biasParameters,
  depthwiseInitializer: initializerParameter('Depthwise initializer'),
  pointwiseInitializer: initializerParameter('Pointwise initializer'),
  ...penaltyParameters,
});

type Parameters = z.output<typeof parameters>;

export const separableConv2d = defineLayer({
  className: 'SeparableConv2D',
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  parameters,
  outputShape,
  weights(inputShapes, layer) {
    const { filters, kernelSize, depthMultiplier, depthwiseInitializer, pointwiseInitializer } = layer;
    const [, , channels] = soleFeatureMap(inputShapes);
    return [
      kernelWeight(
        'depthwise_kernel',
        [...kernelSize, channels, depthMultiplier],
        depthwiseInitializer,
        layer,
      ),
      kernelWeight(
        'pointwise_kernel',
        [1, 1, channels * depthMultiplier, filters],
        pointwiseInitializer,
        layer,
      ),
      ...biasWeights(layer, filters),
    ];
  },
  nonLinear: ({ activation }) => activation !== 'linear',
  operations(inputShapes, layer) {
    const [, , channels] = soleFeatureMap(inputShapes);
    const [rows = 0, columns = 0] = outputShape(inputShapes, layer).shape ?? [];
    const between = channels * layer.depthMultiplier;
    return rows * columns * between * (shapeSize(layer.kernelSize) + layer.filters);
  },
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, convolutionWindow(layer)),
  explanation:
    'A convolution taken apart: first one small filter for each channel, then a 1×1 convolution that mixes the channels. It does ' +
    'nearly the same with far fewer weights; Xception (2017) is built from it.',
  picture: ({ kernelSize }) => ({ kind: 'depthThenPoint', size: kernelSize }),
  views: ['featureMaps', 'filters', 'arithmetic'],
  kernelAxes: 'inputMultiplier',
  summary: (layer) => summaryOf(counted(layer.filters, 'filter'), ...slidingSummary(layer)),
  kerasConstants: { data_format: 'channels_last' },
  kerasRegularizers: ['depthwise_regularizer', 'pointwise_regularizer'],
});

function outputShape(inputShapes: readonly Shape[], layer: Parameters): ShapeResult {
  return depthwiseShape('SeparableConv2D', inputShapes, layer, layer.filters);
}
