import { z } from 'zod';
import { layerActivationNames } from '../activations';
import { defineLayer, type Shape, type ShapeResult } from '../layerType';
import { choice, integer, pair, toggle } from '../parameter';
import { shapeSize, soleFeatureMap } from '../shape';
import { paddingParameter, slidingReceptiveField, slidingShape, stridesParameter } from '../slidingWindow';

const parameters = z.strictObject({
  filters: integer({
    label: 'Filters',
    help: 'How many patterns it looks for. Each filter makes one feature map.',
    min: 1,
    max: 4096,
    default: 32,
  }),
  kernelSize: pair({
    label: 'Kernel size',
    help: 'Height and width of the patch that a filter looks at.',
    min: 1,
    max: 32,
    default: [3, 3],
  }),
  strides: stridesParameter,
  padding: paddingParameter,
  activation: choice(layerActivationNames, {
    label: 'Activation',
    help: 'The function every result goes through. Without one (linear), two such layers can do no more than one.',
    default: 'relu',
  }),
  useBias: toggle({
    label: 'Use bias',
    help: 'Adds one learned number per filter. Not needed right before BatchNormalization.',
    default: true,
    primary: false,
  }),
});

type Parameters = z.output<typeof parameters>;

export const conv2d = defineLayer({
  className: 'Conv2D',
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  parameters,
  outputShape,
  weights(inputShapes, { filters, kernelSize, useBias }) {
    const [, , channels] = soleFeatureMap(inputShapes);
    const kernel = {
      name: 'kernel',
      shape: [...kernelSize, channels, filters],
      trainable: true,
      initializer: 'glorot_uniform',
    } as const;
    return useBias
      ? [kernel, { name: 'bias', shape: [filters], trainable: true, initializer: 'zeros' }]
      : [kernel];
  },
  nonLinear: ({ activation }) => activation !== 'linear',
  operations(inputShapes, layer) {
    const [, , channels] = soleFeatureMap(inputShapes);
    const outputSize = shapeSize(outputShape(inputShapes, layer).shape ?? [0]);
    return outputSize * layer.kernelSize[0] * layer.kernelSize[1] * channels;
  },
  receptiveField: (inputShapes, layer) => slidingReceptiveField(inputShapes, window(layer)),
  explanation:
    'Slides small filters over the image. Each filter is a little pattern of weights; where the picture under it looks like ' +
    'the pattern, its feature map lights up. The first layers learn edges and colours, deeper ones combine them into shapes.',
  picture: ({ kernelSize, strides, padding }) => ({
    kind: 'window',
    size: kernelSize,
    strides,
    dilation: [1, 1],
    padding,
    result: 'weightedSum',
    reads: 'allChannels',
  }),
  views: ['featureMaps', 'filters'],
  kerasConstants: { data_format: 'channels_last' },
});

function outputShape(inputShapes: readonly Shape[], layer: Parameters): ShapeResult {
  return slidingShape(inputShapes, window(layer), { layer: 'Conv2D', window: 'kernel' }, layer.filters);
}

function window({ kernelSize, strides, padding }: Parameters) {
  return { size: kernelSize, strides, padding };
}
