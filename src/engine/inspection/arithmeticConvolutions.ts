/** Weighted sums over windows, taken apart: convolutions of every kind. */
import * as tf from '@tensorflow/tfjs';
import type { LayerPicture } from '../../network/layerPicture';
import type {
  ArithmeticQuery,
  ConvolutionArithmetic,
  DepthwiseTerm,
  SeparableArithmetic,
  TransposedArithmetic,
} from '../protocol/arithmetic';
import { windowAt, type ArithmeticLayer } from './arithmeticLayer';
import { channelTerm, partTensors, partWithin, total } from './arithmeticTensors';
import { readTogether } from './inspected';
import type { InspectionContext } from './inspections';
import { filterKernel } from './tileGrid';

const none = new Float32Array();

type PictureOf<Kind> = Extract<LayerPicture, { readonly kind: Kind }>;

/** Conv2D, of one group or several, and DepthwiseConv2D. */
export async function convolution(
  context: InspectionContext,
  layer: tf.layers.Layer,
  asked: ArithmeticLayer,
  { reads }: PictureOf<'window'>,
  query: ArithmeticQuery,
): Promise<ConvolutionArithmetic> {
  const window = windowAt(asked, query);
  const [, , filters = 1] = asked.outputShape;
  const inputChannels = channelsOf(asked);
  const [height, width] = [window.rows.length, window.columns.length];
  const read = reads === 'oneChannel' ? 1 : (layer.getWeights()[0]?.shape[2] ?? 1);
  // Filters stand in the order of the channels that they read.
  const first = Math.floor(Math.floor((query.map * inputChannels) / filters) / read) * read;
  const part = partWithin(window);
  const [input = none, cell = none, kernel = none, bias] = await readTogether(() => {
    const [weights, biases] = layer.getWeights() as [tf.Tensor4D, tf.Tensor1D | undefined];
    return [
      ...partTensors(context, layer, part, [first, read], query),
      tf.slice(filterKernel(weights, asked.axes), [0, 0, 0, query.map], [height, width, read, 1]),
      ...biasOf(biases, query.map),
    ];
  });
  const values = { cells: window, part, input, channels: read };
  const channels = Array.from({ length: read }, (_, index) =>
    channelTerm(
      values,
      [first, index],
      (row, column) => kernel[(row * width + column) * read + index] ?? NaN,
    ),
  );
  return {
    kind: 'convolution',
    window,
    channels,
    ...resultOf(total(channels.map(({ sum }) => sum)), bias, asked, cell),
  };
}

/** SeparableConv2D: each channel with its own kernels, then their sums by the weights of the pointwise kernel. */
export async function separable(
  context: InspectionContext,
  layer: tf.layers.Layer,
  asked: ArithmeticLayer,
  query: ArithmeticQuery,
): Promise<SeparableArithmetic> {
  const window = windowAt(asked, query);
  const inputChannels = channelsOf(asked);
  const width = window.columns.length;
  const part = partWithin(window);
  const [input = none, cell = none, kernel = none, pointwise = none, bias] = await readTogether(() => {
    const [depthwise, mixing, biases] = layer.getWeights() as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor1D | undefined,
    ];
    return [
      ...partTensors(context, layer, part, [0, inputChannels], query),
      depthwise,
      tf.slice(mixing, [0, 0, 0, query.map], [1, 1, mixing.shape[2], 1]),
      ...biasOf(biases, query.map),
    ];
  });
  const values = { cells: window, part, input, channels: inputChannels };
  const perChannel = pointwise.length / inputChannels;
  const terms = [...pointwise].map((weight, index): DepthwiseTerm => {
    const [channel, filter] = [Math.floor(index / perChannel), index % perChannel];
    // [height, width, channels, filters per channel]
    const term = channelTerm(
      values,
      [0, channel],
      (row, column) => kernel[(row * width + column) * pointwise.length + index] ?? NaN,
    );
    return { ...term, filter, weight, product: term.sum * weight };
  });
  return {
    kind: 'separableConvolution',
    window,
    terms,
    ...resultOf(total(terms.map(({ product }) => product)), bias, asked, cell),
  };
}

/** Conv2DTranspose: input cell i lays its stamp, the kernel times its value, on the cells from i · stride on. */
export async function transposed(
  context: InspectionContext,
  layer: tf.layers.Layer,
  asked: ArithmeticLayer,
  { size, strides, cut }: PictureOf<'stamp'>,
  query: ArithmeticQuery,
): Promise<TransposedArithmetic> {
  const [inputHeight = 1, inputWidth = 1] = asked.inputShapes[0] ?? [];
  const inputChannels = channelsOf(asked);
  const [rows, kernelRows] = stampsOn(query.row + cut[0], size[0], strides[0], inputHeight);
  const [columns, kernelColumns] = stampsOn(query.column + cut[1], size[1], strides[1], inputWidth);
  const cells = { rows, columns, inputHeight, inputWidth };
  const part = partWithin(cells);
  const [input = none, cell = none, kernel = none, bias] = await readTogether(() => {
    const [weights, biases] = layer.getWeights() as [tf.Tensor4D, tf.Tensor1D | undefined];
    return [
      ...partTensors(context, layer, part, [0, inputChannels], query),
      // [height, width, filters, channels]
      tf.slice(weights, [0, 0, query.map, 0], [size[0], size[1], 1, inputChannels]),
      ...biasOf(biases, query.map),
    ];
  });
  const values = { cells, part, input, channels: inputChannels };
  const channels = Array.from({ length: inputChannels }, (_, index) =>
    channelTerm(values, [0, index], (row, column) => {
      const [y, x] = [kernelRows[row] ?? NaN, kernelColumns[column] ?? NaN];
      return kernel[(y * size[1] + x) * inputChannels + index] ?? NaN;
    }),
  );
  return {
    kind: 'transposedConvolution',
    cells,
    kernelRows,
    kernelColumns,
    kernelSize: size,
    strides,
    channels,
    ...resultOf(total(channels.map(({ sum }) => sum)), bias, asked, cell),
  };
}

/** Along an axis, the input cells whose stamps cover a place of the uncut map, and the index of the kernel there. */
function stampsOn(
  place: number,
  size: number,
  stride: number,
  length: number,
): readonly [cells: readonly number[], kernel: readonly number[]] {
  const first = Math.max(0, Math.ceil((place - size + 1) / stride));
  const last = Math.min(length - 1, Math.floor(place / stride));
  const cells = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return [cells, cells.map((cell) => place - cell * stride)];
}

function channelsOf({ inputShapes }: ArithmeticLayer): number {
  return inputShapes[0]?.[2] ?? 1;
}

function biasOf(biases: tf.Tensor1D | undefined, map: number): readonly tf.Tensor[] {
  return biases === undefined ? [] : [tf.slice(biases, [map], [1])];
}

/** What follows the sum. */
export function resultOf(
  sum: number,
  bias: Float32Array | undefined,
  { activation }: ArithmeticLayer,
  cell: Float32Array,
) {
  const added = bias?.[0] ?? null;
  return { sum, bias: added, preActivation: sum + (added ?? 0), activation, value: cell[0] ?? NaN };
}
