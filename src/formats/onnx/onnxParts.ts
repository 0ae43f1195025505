/** Pieces of ONNX graphs that several layers share. */
import type { LayerActivationName } from '../../network/activations';
import { convolutionWindow } from '../../network/convolution';
import type { Shape } from '../../network/layerType';
import { paddingOf } from '../samePadding';
import type { Attributes, Graph } from './graph';

/** A layer to be written. Shapes are Keras's: [height, width, channels], or [units]. */
export interface OnnxLayer<Parameters> {
  readonly graph: Graph;
  readonly name: string;
  readonly parameters: Parameters;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Names of what it takes. */
  readonly inputs: readonly string[];
  /** In Keras's order. */
  readonly weights: readonly Float32Array[];
}

/** Throws where the values are not there. */
export function weightOf({ name, weights }: OnnxLayer<unknown>, index: number): Float32Array {
  const values = weights[index];
  if (values === undefined) throw new Error(`Layer "${name}" has no values for its weight ${index}.`);
  return values;
}

/** The values of a tensor with its axes in another order: axis `i` of the result is `axes[i]` of `shape`. */
export function transposed(values: Float32Array, shape: Shape, axes: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  const result = new Float32Array(values.length);
  let to = 0;
  const walk = (depth: number, from: number): void => {
    const [size = 1, step = 1] = [sizes[depth], steps[depth]];
    const last = depth === axes.length - 1;
    for (let index = 0; index < size; index++) {
      if (last) result[to++] = values[from + index * step] ?? NaN;
      else walk(depth + 1, from + index * step);
    }
  };
  walk(0, 0);
  return result;
}

/** [n, height, width, channels] to [n, channels, height, width]; a vector stays one. */
export function channelsFirst({ graph, name }: OnnxLayer<unknown>, x: string, rank: number): string {
  return rank === 3 ? graph.op(name, 'Transpose', [x], { perm: [0, 3, 1, 2] }) : x;
}

/** The sole input as Keras lays it out: row by row, each cell with its channels. */
export function channelsLast({ graph, name, inputs: [x = ''], inputShapes }: OnnxLayer<unknown>): string {
  return inputShapes[0]?.length === 3 ? graph.op(name, 'Transpose', [x], { perm: [0, 2, 3, 1] }) : x;
}

/** Of [n, channels, height, width]: which axis goes where, for Keras's dims of [height, width, channels], from 1. */
export function permutation(dims: readonly number[]): readonly number[] {
  const [rows = 1, columns = 2, channels = 3] = dims.map((axis) => (axis === 3 ? 1 : axis + 1));
  return [0, channels, rows, columns];
}

/** One number, which goes with any shape. */
export function number({ graph, name }: OnnxLayer<unknown>, value: number): string {
  return graph.floats(name, [], [value]);
}

/** Of a window that slides, as ONNX takes it: before on both axes, then after. */
export function padsOf(
  inputShapes: readonly Shape[],
  window: Parameters<typeof paddingOf>[1],
): readonly number[] {
  const { top, bottom, left, right } = paddingOf(inputShapes[0] ?? [], window);
  return [top, left, bottom, right];
}

/** A convolution with `weight`, and the layer's own bias where it has one at `biasIndex`. */
export function convolved(
  layer: OnnxLayer<Parameters<typeof convolutionWindow>[0]>,
  weight: string,
  attributes: Attributes,
  biasIndex: number,
): string {
  const { graph, name, parameters, inputs, inputShapes } = layer;
  const bias = layer.weights[biasIndex];
  const constants = [weight, ...(bias === undefined ? [] : [graph.floats(name, [bias.length], bias)])];
  const pads = padsOf(inputShapes, convolutionWindow(parameters));
  return graph.op(name, 'Conv', [...inputs, ...constants], { ...attributes, pads });
}

type Activate = (layer: OnnxLayer<unknown>, x: string) => string;

const plainly =
  (type: string, attributes: Attributes = {}): Activate =>
  ({ graph, name }, x) =>
    graph.op(name, type, [x], attributes);

const activations: { readonly [Name in LayerActivationName]: Activate } = {
  linear: (_, x) => x,
  relu: plainly('Relu'),
  sigmoid: plainly('Sigmoid'),
  tanh: plainly('Tanh'),
  // Channels are the second axis of feature maps as well as of vectors.
  softmax: plainly('Softmax', { axis: 1 }),
  elu: plainly('Elu'),
  selu: plainly('Selu'),
  leaky_relu: plainly('LeakyRelu', { alpha: { float: 0.2 } }),
  // x / 2 · (1 + erf(x / √2)); ONNX has it as one operator from opset 20 on.
  gelu: (layer, x) => {
    const { graph, name } = layer;
    const error = graph.op(name, 'Erf', [graph.op(name, 'Mul', [x, number(layer, Math.SQRT1_2)])]);
    const share = graph.op(name, 'Add', [error, number(layer, 1)]);
    return graph.op(name, 'Mul', [graph.op(name, 'Mul', [x, number(layer, 0.5)]), share]);
  },
};

/** What an activation makes of `x`. */
export function activated(layer: OnnxLayer<unknown>, activation: LayerActivationName, x: string): string {
  return activations[activation](layer, x);
}

/**
 * Feature maps at another size, from centre to centre as Keras. Along each side it is a product with a small matrix: ONNX's own
 * Resize would want the size of the batch, or a factor that rounding can spoil.
 */
export function resampled(layer: OnnxLayer<unknown>, interpolation: 'nearest' | 'bilinear'): string {
  const { graph, name, inputs, inputShapes, outputShape } = layer;
  const [[fromRows = 0, fromColumns = 0] = []] = inputShapes;
  const [rows = 0, columns = 0] = outputShape;
  const down = graph.floats(name, [rows, fromRows], sampling(fromRows, rows, interpolation));
  const across = transposed(sampling(fromColumns, columns, interpolation), [columns, fromColumns], [1, 0]);
  const higher = graph.op(name, 'MatMul', [down, ...inputs]);
  return graph.op(name, 'MatMul', [higher, graph.floats(name, [fromColumns, columns], across)]);
}

/** `[to, from]`: how much of each old cell a new one takes. Cell i of `to` lies at (i + ½) · from / to - ½ among the old ones. */
function sampling(from: number, to: number, interpolation: 'nearest' | 'bilinear'): Float32Array {
  const shares = new Float32Array(to * from);
  const add = (row: number, cell: number, share: number): void => {
    const place = row * from + Math.min(Math.max(cell, 0), from - 1);
    shares[place] = (shares[place] ?? 0) + share;
  };
  for (let row = 0; row < to; row++) {
    const end = ((2 * row + 1) * from) / (2 * to);
    if (interpolation === 'nearest') {
      add(row, Math.floor(end), 1);
      continue;
    }
    const before = Math.floor(end - 0.5);
    add(row, before, 1 - (end - 0.5 - before));
    add(row, before + 1, end - 0.5 - before);
  }
  return shares;
}
