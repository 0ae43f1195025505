import { z } from 'zod';
import { filtersParameter, kernelSizeParameter } from '../convolution';
import {
  activationParameter,
  biasParameters,
  biasWeights,
  initializerParameter,
  kernelWeight,
  penaltyParameters,
} from '../kernel';
import { defineLayer, type Axis, type ReceptiveFieldStep } from '../layerType';
import { choice, pair } from '../parameter';
import { activationText, counted, formatSides, summaryOf, unusualPair } from '../parameterText';
import { featureMapProblem, shapeSize, soleFeatureMap, soleInput } from '../shape';

const parameters = z.strictObject({
  filters: filtersParameter,
  kernelSize: kernelSizeParameter,
  strides: pair({
    label: 'Strides',
    help: 'How far apart the stamps are set, down and across. 2 doubles the size of the map.',
    min: 1,
    max: 16,
    default: [2, 2],
  }),
  padding: choice(['valid', 'same'], {
    label: 'Padding',
    help: 'valid: the map keeps the rim of the outermost stamps. same: it is exactly the strides times as large.',
    default: 'valid',
  }),
  activation: activationParameter,
  ...biasParameters,
  kernelInitializer: initializerParameter('Kernel initializer'),
  ...penaltyParameters,
});

type Parameters = z.output<typeof parameters>;

export const conv2dTranspose = defineLayer({
  className: 'Conv2DTranspose',
  family: 'convolution',
  inputs: { min: 1, max: 1 },
  parameters,
  outputShape(inputShapes, layer) {
    const rankProblem = featureMapProblem('Conv2DTranspose', soleInput(inputShapes));
    if (rankProblem !== null) return { problem: rankProblem };
    const [height, width] = soleFeatureMap(inputShapes);
    return { shape: [outputLength(height, 0, layer), outputLength(width, 1, layer), layer.filters] };
  },
  weights(inputShapes, layer) {
    const [, , channels] = soleFeatureMap(inputShapes);
    const shape = [...layer.kernelSize, layer.filters, channels];
    return [
      kernelWeight('kernel', shape, layer.kernelInitializer, layer),
      ...biasWeights(layer, layer.filters),
    ];
  },
  nonLinear: ({ activation }) => activation !== 'linear',
  // Each input value stamps the whole kernel.
  operations: (inputShapes, { kernelSize, filters }) =>
    shapeSize(soleFeatureMap(inputShapes)) * shapeSize(kernelSize) * filters,
  receptiveField: (_, layer) => stampReceptiveField(layer),
  explanation:
    'A convolution backwards: every cell of the input stamps a small pattern of weights onto a larger map, and where stamps ' +
    'overlap they add up. It makes maps larger again, as in networks that draw or that label every pixel.',
  picture: (layer) => ({
    kind: 'stamp',
    size: layer.kernelSize,
    strides: layer.strides,
    cut: [cutBefore(0, layer), cutBefore(1, layer)],
  }),
  views: ['featureMaps', 'filters', 'arithmetic'],
  kernelAxes: 'outputInput',
  summary: ({ filters, kernelSize, strides, activation }) =>
    summaryOf(
      counted(filters, 'filter'),
      formatSides(kernelSize),
      unusualPair('stride', strides),
      activationText(activation),
    ),
  kerasConstants: { data_format: 'channels_last', dilation_rate: [1, 1] },
  kerasRegularizers: ['kernel_regularizer'],
});

/** As Keras: same `n * s`, valid `n * s + max(k - s, 0)`. */
function outputLength(length: number, axis: 0 | 1, { kernelSize, strides, padding }: Parameters): number {
  const rim = padding === 'same' ? 0 : Math.max(kernelSize[axis] - strides[axis], 0);
  return length * strides[axis] + rim;
}

/** `same` keeps the middle of what the stamps cover, the larger half of the rest cut off at the end. */
function cutBefore(axis: Axis, { kernelSize, strides, padding }: Parameters): number {
  return padding === 'same' ? Math.floor(Math.max(kernelSize[axis] - strides[axis], 0) / 2) : 0;
}

/**
 * An output cell lies under `ceil(k / s)` stamps at most, and `s` cells further is under the next input cell's. Between
 * stamps that are smaller than the strides it lies under none.
 */
function stampReceptiveField(layer: Parameters): ReceptiveFieldStep {
  const { kernelSize, strides } = layer;
  const stamps = (axis: Axis): number => Math.ceil(kernelSize[axis] / strides[axis]);
  const cut = (axis: Axis): number => cutBefore(axis, layer);
  const before = (axis: Axis): number => stamps(axis) - 1 - Math.floor(cut(axis) / strides[axis]);
  return {
    kernel: [stamps(0), stamps(1)],
    stride: [1 / strides[0], 1 / strides[1]],
    dilation: [1, 1],
    padding: [before(0), before(1)],
    turns: {
      period: strides,
      span(axis, index) {
        // The stamp of input cell i covers the cells from i * s to i * s + k - 1 of the uncut map.
        const place = index + cut(axis);
        const first = Math.ceil((place - kernelSize[axis] + 1) / strides[axis]);
        const last = Math.floor(place / strides[axis]);
        return first > last ? null : [first, last];
      },
    },
  };
}
