/** One number of a layer's output, taken apart: what it was computed from, and how that adds up to it. */
import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import type { LayerPicture } from '../../network/layerPicture';
import type { Axis, Shape } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type {
  Arithmetic,
  ArithmeticQuery,
  ChannelTerm,
  ConvolutionArithmetic,
  DenseArithmetic,
  PoolingArithmetic,
  Window,
} from '../protocol/arithmetic';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';
import { poolingCell } from './poolingCell';
import { filterKernel } from './tileGrid';

const none = new Float32Array();

type WindowPicture = Extract<LayerPicture, { readonly kind: 'window' }>;

/** Layers whose sums can be shown: sliding windows, Dense, and pooling over a whole map. */
export const arithmetic: Inspection<'arithmetic'> = async (context, query): Promise<Arithmetic> => {
  const { network } = context;
  const layer = layerOf(network, query.layerId);
  const asked = factsOf(network, query.layerId);
  refuseOutside(asked, query);
  const { picture } = asked;
  if (picture.kind === 'dense') return dense(context, layer, asked, query);
  if (picture.kind === 'wholeMap') return pooling(context, layer, wholeMap(asked), picture.result, query);
  if (picture.kind !== 'window') {
    throw new EngineError(
      'bad-network',
      `${asked.name} has no sum over a window: its numbers are shown at the layers before and after it.`,
    );
  }
  const window = windowAt(asked, query);
  return picture.result === 'weightedSum'
    ? convolution(context, layer, asked, window, picture, query)
    : pooling(context, layer, window, picture.result, query);
};

/** What the network knows of a layer without computing. */
export interface LayerAsked {
  readonly name: string;
  readonly picture: LayerPicture;
  readonly activation: string;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** `null` where every output sees the whole input. */
  readonly step: ReturnType<ReturnType<typeof layerType>['receptiveField']>;
  readonly axes: 'inputOutput' | 'outputInput' | 'inputMultiplier';
}

export function factsOf({ network }: NetworkModel, layerId: string): LayerAsked {
  const node = network.nodes.find(({ id }) => id === layerId);
  const facts = infer(network).nodes.get(layerId);
  if (node === undefined || !facts?.outputShape) {
    throw new EngineError('bad-network', `The network has no layer "${layerId}".`);
  }
  const declaration = layerType(node.type);
  const inputShapes = facts.inputShapes.flatMap((shape) => (shape === null ? [] : [shape]));
  const { activation } = node.parameters;
  return {
    name: declaration.className,
    picture: declaration.picture(node.parameters),
    activation: typeof activation === 'string' ? activation : 'linear',
    inputShapes,
    outputShape: facts.outputShape,
    step: declaration.receptiveField(inputShapes, node.parameters),
    axes: declaration.kernelAxes ?? 'inputOutput',
  };
}

/** Throws `bad-network` for a map or cell that the layer does not have. */
function refuseOutside({ name, outputShape }: LayerAsked, { map, row, column }: ArithmeticQuery): void {
  const [height, width, maps] =
    outputShape.length === 3 ? (outputShape as [number, number, number]) : [1, 1, outputShape[0] ?? 0];
  const within = (index: number, length: number) => Number.isInteger(index) && index >= 0 && index < length;
  if (within(map, maps) && within(row, height) && within(column, width)) return;
  throw new EngineError(
    'bad-network',
    `${name} has no cell at map ${map}, row ${row}, column ${column}: it has ${maps} maps of ${height} × ${width}, counted from 0.`,
  );
}

/** Where the window of an output cell lies. */
export function windowAt({ step, inputShapes }: LayerAsked, cell: { row: number; column: number }): Window {
  const [inputHeight = 1, inputWidth = 1] = inputShapes[0] ?? [];
  const along = (axis: Axis, index: number): number[] => {
    const [kernel, stride, dilation, padding] = [
      step?.kernel[axis] ?? 1,
      step?.stride[axis] ?? 1,
      step?.dilation[axis] ?? 1,
      step?.padding[axis] ?? 0,
    ];
    return Array.from({ length: kernel }, (_, offset) => index * stride - padding + offset * dilation);
  };
  return { rows: along(0, cell.row), columns: along(1, cell.column), inputHeight, inputWidth };
}

function wholeMap({ inputShapes }: LayerAsked): Window {
  const [inputHeight = 1, inputWidth = 1] = inputShapes[0] ?? [];
  const all = (length: number) => Array.from({ length }, (_, index) => index);
  return { rows: all(inputHeight), columns: all(inputWidth), inputHeight, inputWidth };
}

async function convolution(
  context: InspectionContext,
  layer: tf.layers.Layer,
  { inputShapes, outputShape, activation, axes }: LayerAsked,
  window: Window,
  { reads }: WindowPicture,
  query: ArithmeticQuery,
): Promise<ConvolutionArithmetic> {
  const [, , inputChannels = 1] = inputShapes[0] ?? [];
  const [, , filters = 1] = outputShape;
  const [height, width] = [window.rows.length, window.columns.length];
  const read = reads === 'oneChannel' ? 1 : (layer.getWeights()[0]?.shape[2] ?? 1);
  // Filters stand in the order of the channels that they read.
  const first = Math.floor(Math.floor((query.map * inputChannels) / filters) / read) * read;
  const within = partWithin(window);
  const [input = none, cell = none, kernel = none, bias] = await readTogether(() => {
    const [weights, biases] = layer.getWeights() as [tf.Tensor4D, tf.Tensor1D | undefined];
    return [
      ...windowTensors(context, layer, within, [first, read], query),
      tf.slice(filterKernel(weights, axes), [0, 0, 0, query.map], [height, width, read, 1]),
      ...(biases === undefined ? [] : [tf.slice(biases, [query.map], [1])]),
    ];
  });
  const channels = Array.from({ length: read }, (_, index): ChannelTerm => {
    const kernelOf = matrix(height, width, (i, j) => kernel[(i * width + j) * read + index] ?? NaN);
    const values = matrix(
      height,
      width,
      (i, j) => valueUnder(window, within, input, read, [i, j, index]) ?? 0,
    );
    const products = matrix(height, width, (i, j) => (values[i]?.[j] ?? NaN) * (kernelOf[i]?.[j] ?? NaN));
    return { channel: first + index, values, kernel: kernelOf, products, sum: total(products.flat()) };
  });
  const sum = total(channels.map((channel) => channel.sum));
  return {
    kind: 'convolution',
    window,
    channels,
    sum,
    bias: bias?.[0] ?? null,
    preActivation: sum + (bias?.[0] ?? 0),
    activation,
    value: cell[0] ?? NaN,
  };
}

async function dense(
  context: InspectionContext,
  layer: tf.layers.Layer,
  { activation }: LayerAsked,
  { map }: ArithmeticQuery,
): Promise<DenseArithmetic> {
  const { network } = context;
  const [input = none, output = none, column = none, bias] = await readTogether(() => {
    const [kernel, biases] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D | undefined];
    const wanted = [layer.input as tf.SymbolicTensor, layer.output as tf.SymbolicTensor];
    const [from, to] = passTo(network, wanted, probeOf(context)) as [tf.Tensor, tf.Tensor2D];
    // The last layer shows what it does for the user: its softmax, which the model leaves out.
    const shown = layer.output === network.model.outputs[0] ? tf.softmax(to) : to;
    const weights = tf.slice(kernel, [0, map], [kernel.shape[0], 1]);
    return [from, shown, weights, ...(biases === undefined ? [] : [tf.slice(biases, [map], [1])])];
  });
  const [inputs, weights] = [[...input], [...column]];
  const sum = total(inputs.map((each, index) => each * (weights[index] ?? NaN)));
  return {
    kind: 'dense',
    inputs,
    weights,
    sum,
    bias: bias?.[0] ?? null,
    preActivation: sum + (bias?.[0] ?? 0),
    activation,
    value: output[map] ?? NaN,
  };
}

async function pooling(
  context: InspectionContext,
  layer: tf.layers.Layer,
  window: Window,
  mode: 'max' | 'average',
  query: ArithmeticQuery,
): Promise<PoolingArithmetic> {
  const within = partWithin(window);
  const [input = none, cell = none] = await readTogether(() =>
    windowTensors(context, layer, within, [query.map, 1], query),
  );
  const values = window.rows.map((_, i) =>
    window.columns.map((_cell, j) => valueUnder(window, within, input, 1, [i, j, 0])),
  );
  const { winner, max, average } = poolingCell(window, values);
  return {
    kind: 'pooling',
    mode,
    window,
    values,
    winner: mode === 'max' ? winner : null,
    max,
    average,
    value: cell[0] ?? NaN,
  };
}

/** The rectangle of the input that a window spans, without the padding. */
interface Part {
  readonly rows: { readonly first: number; readonly count: number };
  readonly columns: { readonly first: number; readonly count: number };
}

function partWithin({ rows, columns, inputHeight, inputWidth }: Window): Part {
  return { rows: clipped(rows, inputHeight), columns: clipped(columns, inputWidth) };
}

/** That part of the input, of `count` channels from `first` on, and the output's number; for a tidy around it. */
function windowTensors(
  context: InspectionContext,
  layer: tf.layers.Layer,
  { rows, columns }: Part,
  [first, count]: readonly [number, number],
  { map, row, column }: ArithmeticQuery,
): readonly [tf.Tensor, tf.Tensor] {
  const wanted = [layer.input as tf.SymbolicTensor, layer.output as tf.SymbolicTensor];
  const [from, to] = passTo(context.network, wanted, probeOf(context)) as [tf.Tensor4D, tf.Tensor];
  return [
    tf.slice(from, [0, rows.first, columns.first, first], [1, rows.count, columns.count, count]),
    to.rank === 4 ? tf.slice(to, [0, row, column, map], [1, 1, 1, 1]) : tf.slice(to, [0, map], [1, 1]),
  ];
}

/** `null` in the padding. `input` holds the part's values, [rows, columns, channels]. */
function valueUnder(
  window: Window,
  { rows, columns }: Part,
  input: Float32Array,
  channels: number,
  [kernelRow, kernelColumn, channel]: readonly [number, number, number],
): number | null {
  const y = (window.rows[kernelRow] ?? -1) - rows.first;
  const x = (window.columns[kernelColumn] ?? -1) - columns.first;
  if (y < 0 || x < 0 || y >= rows.count || x >= columns.count) return null;
  return input[(y * columns.count + x) * channels + channel] ?? null;
}

/** What of neighbouring indices lies within a length; one cell, which nobody asks for, where nothing does. */
function clipped(
  indices: readonly number[],
  length: number,
): { readonly first: number; readonly count: number } {
  const within = indices.filter((index) => index >= 0 && index < length);
  const [first = 0] = within;
  return { first, count: (within.at(-1) ?? first) - first + 1 };
}

function matrix(height: number, width: number, at: (row: number, column: number) => number): number[][] {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_cell, column) => at(row, column)),
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
