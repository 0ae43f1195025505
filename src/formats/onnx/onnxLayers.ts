/** Each layer type as ONNX operators. Feature maps are [n, channels, height, width] between them, as ONNX has them. */
import type { z } from 'zod';
import type { layerTypes, LayerTypeName } from '../../network/layers';
import { poolingWindow } from '../../network/pooling';
import { stampCut } from '../samePadding';
import {
  activated,
  channelsFirst,
  channelsLast,
  convolved,
  number,
  padsOf,
  permutation,
  resampled,
  transposed,
  weightOf,
  type OnnxLayer,
} from './onnxParts';

/** Each answers with the name of what the layer gives. */
type Writers = {
  readonly [Name in LayerTypeName]: (
    layer: OnnxLayer<z.output<(typeof layerTypes)[Name]['parameters']>>,
  ) => string;
};

export const onnxLayers: Writers = {
  input: (layer) => channelsFirst(layer, layer.inputs[0] ?? '', 3),
  conv2d: (layer) => {
    const { filters, kernelSize, strides, dilationRate, groups, activation } = layer.parameters;
    const channels = (layer.inputShapes[0]?.[2] ?? 0) / groups;
    const kernel = transposed(weightOf(layer, 0), [...kernelSize, channels, filters], [3, 2, 0, 1]);
    const weight = layer.graph.floats(layer.name, [filters, channels, ...kernelSize], kernel);
    const attributes = { strides, dilations: dilationRate, group: groups };
    return activated(layer, activation, convolved(layer, weight, attributes, 1));
  },
  depthwiseConv2d: (layer) => activated(layer, layer.parameters.activation, depthwise(layer, 1)),
  separableConv2d: (layer) => {
    const { graph, name, parameters } = layer;
    const maps = depthwise(layer, Infinity);
    const channels = (layer.inputShapes[0]?.[2] ?? 0) * parameters.depthMultiplier;
    const kernel = transposed(weightOf(layer, 1), [channels, parameters.filters], [1, 0]);
    const weight = graph.floats(name, [parameters.filters, channels, 1, 1], kernel);
    const bias = layer.weights[2];
    const inputs = [maps, weight, ...(bias === undefined ? [] : [graph.floats(name, [bias.length], bias)])];
    return activated(layer, parameters.activation, graph.op(name, 'Conv', inputs));
  },
  conv2dTranspose: (layer) => {
    const { graph, name, parameters, inputs, inputShapes } = layer;
    const { filters, kernelSize, strides, activation } = parameters;
    const channels = inputShapes[0]?.[2] ?? 0;
    const kernel = transposed(weightOf(layer, 0), [...kernelSize, filters, channels], [3, 2, 0, 1]);
    const weight = graph.floats(name, [channels, filters, ...kernelSize], kernel);
    const { cut, added } = stampCut(parameters);
    const bias = layer.weights[1];
    const constants = [weight, ...(bias === undefined ? [] : [graph.floats(name, [filters], bias)])];
    const maps = graph.op(name, 'ConvTranspose', [...inputs, ...constants], {
      strides,
      pads: [cut.top, cut.left, cut.bottom, cut.right],
      output_padding: added,
    });
    return activated(layer, activation, maps);
  },
  maxPooling2d: ({ graph, name, parameters, inputs, inputShapes }) =>
    graph.op(name, 'MaxPool', inputs, {
      kernel_shape: parameters.poolSize,
      strides: parameters.strides,
      pads: padsOf(inputShapes, poolingWindow(parameters)),
    }),
  averagePooling2d: ({ graph, name, parameters, inputs, inputShapes }) =>
    graph.op(name, 'AveragePool', inputs, {
      kernel_shape: parameters.poolSize,
      strides: parameters.strides,
      pads: padsOf(inputShapes, poolingWindow(parameters)),
      count_include_pad: 0,
    }),
  globalAveragePooling2d: ({ graph, name, inputs }) =>
    graph.op(name, 'ReduceMean', inputs, { axes: [2, 3], keepdims: 0 }),
  globalMaxPooling2d: ({ graph, name, inputs }) =>
    graph.op(name, 'ReduceMax', inputs, { axes: [2, 3], keepdims: 0 }),
  flatten: (layer) => layer.graph.op(layer.name, 'Flatten', [channelsLast(layer)], { axis: 1 }),
  dense: (layer) => {
    const { graph, name, parameters, inputs, inputShapes } = layer;
    const shape = [inputShapes[0]?.[0] ?? 0, parameters.units];
    const bias = layer.weights[1];
    const constants = [
      graph.floats(name, shape, weightOf(layer, 0)),
      ...(bias === undefined ? [] : [graph.floats(name, [parameters.units], bias)]),
    ];
    return activated(layer, parameters.activation, graph.op(name, 'Gemm', [...inputs, ...constants]));
  },
  activation: (layer) => activated(layer, layer.parameters.activation, layer.inputs[0] ?? ''),
  relu: (layer) => {
    const { graph, name, parameters, inputs } = layer;
    const { maxValue, negativeSlope, threshold } = parameters;
    const [x = ''] = inputs;
    const above = maxValue === null ? x : graph.op(name, 'Min', [x, number(layer, maxValue)]);
    if (negativeSlope === 0 && threshold === 0) return graph.op(name, 'Relu', [above]);
    const under = graph.op(name, 'Sub', [x, number(layer, threshold)]);
    const below = graph.op(name, 'Mul', [under, number(layer, negativeSlope)]);
    const isAbove = graph.op(name, 'Greater', [x, number(layer, threshold)]);
    return graph.op(name, 'Where', [isAbove, above, below]);
  },
  leakyRelu: ({ graph, name, parameters, inputs }) =>
    graph.op(name, 'LeakyRelu', inputs, { alpha: { float: parameters.negativeSlope } }),
  prelu: (layer) => {
    const { graph, name, parameters, inputs, inputShapes } = layer;
    const [shape = []] = inputShapes;
    const [height = 0, width = 0, channels = 0] = shape;
    const values = weightOf(layer, 0);
    if (shape.length === 1) return graph.op(name, 'PRelu', [...inputs, graph.floats(name, shape, values)]);
    const slopes = parameters.sharedAxes
      ? graph.floats(name, [channels, 1, 1], values)
      : graph.floats(name, [channels, height, width], transposed(values, shape, [2, 0, 1]));
    return graph.op(name, 'PRelu', [...inputs, slopes]);
  },
  elu: ({ graph, name, parameters, inputs }) =>
    graph.op(name, 'Elu', inputs, { alpha: { float: parameters.alpha } }),
  softmax: (layer) => activated(layer, 'softmax', layer.inputs[0] ?? ''),
  // What works in training only lets everything through.
  dropout: ({ inputs: [x = ''] }) => x,
  spatialDropout2d: ({ inputs: [x = ''] }) => x,
  gaussianNoise: ({ inputs: [x = ''] }) => x,
  batchNormalization: (layer) => {
    const { graph, name, parameters, inputs, inputShapes } = layer;
    const channels = inputShapes[0]?.at(-1) ?? 0;
    const [mean, variance] = layer.weights.slice(-2);
    const constants = [...scaleAndCenter(layer, channels), mean, variance].map((values) =>
      graph.floats(name, [channels], values ?? []),
    );
    return graph.op(name, 'BatchNormalization', [...inputs, ...constants], {
      epsilon: { float: parameters.epsilon },
    });
  },
  layerNormalization: (layer) => {
    const { graph, name, parameters, inputShapes } = layer;
    const [shape = []] = inputShapes;
    const channels = shape.at(-1) ?? 0;
    const constants = scaleAndCenter(layer, channels).map((values) => graph.floats(name, [channels], values));
    const normal = graph.op(name, 'LayerNormalization', [channelsLast(layer), ...constants], {
      axis: -1,
      epsilon: { float: parameters.epsilon },
    });
    return channelsFirst(layer, normal, shape.length);
  },
  localResponseNormalization: (layer) => {
    const { graph, name, inputs, parameters } = layer;
    const { depthRadius, alpha, beta, bias } = parameters;
    // The runtime takes neither of them as 0 (which a 32-bit float may round it to), where all that is left is a factor.
    if (Math.fround(alpha) === 0 || Math.fround(beta) === 0)
      return graph.op(name, 'Mul', [...inputs, number(layer, bias ** -beta)]);
    const size = 2 * depthRadius + 1;
    return graph.op(name, 'LRN', inputs, {
      size,
      // ONNX divides it by the number of channels in the window.
      alpha: { float: alpha * size },
      beta: { float: beta },
      bias: { float: bias },
    });
  },
  rescaling: (layer) => {
    const { graph, name, parameters, inputs } = layer;
    const scaled = graph.op(name, 'Mul', [...inputs, number(layer, parameters.scale)]);
    return graph.op(name, 'Add', [scaled, number(layer, parameters.offset)]);
  },
  add: ({ graph, name, inputs }) => graph.op(name, 'Sum', inputs),
  multiply: ({ graph, name, inputs: [first = '', ...others] }) =>
    others.reduce((product, input) => graph.op(name, 'Mul', [product, input]), first),
  average: ({ graph, name, inputs }) => graph.op(name, 'Mean', inputs),
  maximum: ({ graph, name, inputs }) => graph.op(name, 'Max', inputs),
  concatenate: ({ graph, name, inputs }) => graph.op(name, 'Concat', inputs, { axis: 1 }),
  zeroPadding2d: ({ graph, name, parameters, inputs }) => {
    const [top, bottom, left, right] = parameters.padding;
    const pads = graph.integers(name, [0, 0, top, left, 0, 0, bottom, right]);
    return graph.op(name, 'Pad', [...inputs, pads]);
  },
  cropping2d: ({ graph, name, parameters, inputs, outputShape: [height = 0, width = 0] }) => {
    const [top, , left] = parameters.cropping;
    const limits = [
      [top, left],
      [top + height, left + width],
      [2, 3],
    ];
    return graph.op(name, 'Slice', [...inputs, ...limits.map((values) => graph.integers(name, values))]);
  },
  upSampling2d: (layer) => resampled(layer, layer.parameters.interpolation),
  resizing: (layer) => resampled(layer, layer.parameters.interpolation),
  reshape: (layer) => {
    const { graph, name, outputShape } = layer;
    const target = graph.integers(name, [-1, ...outputShape]);
    return channelsFirst(layer, graph.op(name, 'Reshape', [channelsLast(layer), target]), outputShape.length);
  },
  permute: ({ graph, name, parameters, inputs }) =>
    graph.op(name, 'Transpose', inputs, { perm: permutation(parameters.dims) }),
};

/** A small filter for each channel; `biasIndex` is where its bias is among the weights, if it has one. */
function depthwise(
  layer: OnnxLayer<z.output<(typeof layerTypes)['depthwiseConv2d' | 'separableConv2d']['parameters']>>,
  biasIndex: number,
): string {
  const { kernelSize, strides, dilationRate, depthMultiplier } = layer.parameters;
  const channels = layer.inputShapes[0]?.[2] ?? 0;
  const kernel = transposed(weightOf(layer, 0), [...kernelSize, channels, depthMultiplier], [2, 3, 0, 1]);
  const weight = layer.graph.floats(layer.name, [channels * depthMultiplier, 1, ...kernelSize], kernel);
  return convolved(layer, weight, { strides, dilations: dilationRate, group: channels }, biasIndex);
}

/** Gamma and beta, or what does nothing in their place. */
function scaleAndCenter(
  layer: OnnxLayer<{ readonly scale: boolean; readonly center: boolean }>,
  channels: number,
): readonly [Float32Array, Float32Array] {
  const { scale, center } = layer.parameters;
  return [
    scale ? weightOf(layer, 0) : new Float32Array(channels).fill(1),
    center ? weightOf(layer, scale ? 1 : 0) : new Float32Array(channels),
  ];
}
