/** Shapes and weights, in order, as the layers of Keras 3.15.1 have them. */
import { expect, test } from 'vitest';
import type { ParameterValues, Shape } from '../layerType';
import { layerType, type LayerTypeName } from '.';

const map = [9, 7, 4];
const vector = [12];

type Row = readonly [
  LayerTypeName,
  ParameterValues,
  input: Shape,
  output: Shape,
  weights: Readonly<Record<string, Shape>>,
];

const rows: readonly Row[] = [
  [
    'conv2d',
    { filters: 6, kernelSize: [5, 2], strides: [2, 3], padding: 'same', groups: 2 },
    map,
    [5, 3, 6],
    { kernel: [5, 2, 2, 6], bias: [6] },
  ],
  [
    'conv2d',
    { filters: 3, kernelSize: [2, 3], dilationRate: [3, 2], useBias: false },
    map,
    [6, 3, 3],
    { kernel: [2, 3, 4, 3] },
  ],
  [
    'depthwiseConv2d',
    { kernelSize: [3, 2], strides: [2, 2], padding: 'same', depthMultiplier: 3 },
    map,
    [5, 4, 12],
    { kernel: [3, 2, 4, 3], bias: [12] },
  ],
  ['depthwiseConv2d', { dilationRate: [2, 3] }, map, [5, 1, 4], { kernel: [3, 3, 4, 1], bias: [4] }],
  [
    'separableConv2d',
    { filters: 5, kernelSize: [4, 3], strides: [3, 3], depthMultiplier: 2, padding: 'same' },
    map,
    [3, 3, 5],
    { depthwise_kernel: [4, 3, 4, 2], pointwise_kernel: [1, 1, 8, 5], bias: [5] },
  ],
  [
    'conv2dTranspose',
    { filters: 2, kernelSize: [2, 5], strides: [3, 2] },
    map,
    [27, 17, 2],
    { kernel: [2, 5, 2, 4], bias: [2] },
  ],
  [
    'conv2dTranspose',
    { filters: 2, kernelSize: [4, 1], strides: [1, 3], padding: 'same', useBias: false },
    map,
    [9, 21, 2],
    { kernel: [4, 1, 2, 4] },
  ],
  ['maxPooling2d', { poolSize: [2, 3], strides: [3, 1] }, map, [3, 5, 4], {}],
  ['averagePooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }, map, [5, 4, 4], {}],
  ['globalAveragePooling2d', {}, map, [4], {}],
  ['dense', { units: 5, useBias: false }, vector, [5], { kernel: [12, 5] }],
  [
    'batchNormalization',
    { scale: false },
    map,
    [9, 7, 4],
    { beta: [4], moving_mean: [4], moving_variance: [4] },
  ],
  [
    'batchNormalization',
    {},
    vector,
    [12],
    { gamma: [12], beta: [12], moving_mean: [12], moving_variance: [12] },
  ],
  ['layerNormalization', {}, map, [9, 7, 4], { gamma: [4], beta: [4] }],
  ['layerNormalization', { center: false }, vector, [12], { gamma: [12] }],
  ['prelu', {}, map, [9, 7, 4], { alpha: [1, 1, 4] }],
  ['prelu', { sharedAxes: false }, map, [9, 7, 4], { alpha: [9, 7, 4] }],
  ['prelu', {}, vector, [12], { alpha: [12] }],
  ['zeroPadding2d', { padding: [0, 3, 2, 1] }, map, [12, 10, 4], {}],
  ['cropping2d', { cropping: [0, 3, 2, 1] }, map, [6, 4, 4], {}],
  ['upSampling2d', { size: [1, 4], interpolation: 'bilinear' }, map, [9, 28, 4], {}],
  ['resizing', { height: 20, width: 3 }, map, [20, 3, 4], {}],
  ['reshape', { targetShape: [2, -1, 3] }, vector, [2, 2, 3], {}],
  ['permute', { dims: [3, 1, 2] }, map, [4, 9, 7], {}],
];

test.each(rows)('%s %j on %j', (type, parameters, input, output, weights) => {
  const layer = layerType(type);
  const values = layer.parameters.parse(parameters) as ParameterValues;
  expect(layer.outputShape([input], values).shape).toEqual(output);
  const specs = layer.weights([input], values);
  expect(specs.map(({ name, shape }) => [name, [...shape]])).toEqual(Object.entries(weights));
});
