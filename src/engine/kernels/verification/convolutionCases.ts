/** Convolutions of every kind: what people can build with, and the shapes at which backends choose other programs. */
import { elementwise, map, type Array64, type Pair, type Padding } from './float64';
import { conv2d, conv2dTranspose, depthwiseConv2d, type Sliding64 } from './float64Convolutions';
import type { LayerCase } from './layerCase';

/** What a case says where it is not usual. Pairs are along [height, width]. */
interface Options {
  readonly kernel?: Pair;
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilation?: Pair;
  readonly activation?: keyof typeof elementwise;
  readonly bias?: boolean;
}

type Reference = (sliding: Required<Sliding64>, x: Array64, ...weights: readonly Array64[]) => Array64;

/** `own` are the parameters that only this layer has, as Keras spells them. */
function convolutionCase(
  className: string,
  inputShape: readonly number[],
  options: Options,
  own: Readonly<Record<string, unknown>>,
  reference: Reference,
): LayerCase {
  const { kernel = [3, 3], strides = [1, 1], padding = 'same', dilation = [1, 1] } = options;
  const { activation = 'linear', bias = true } = options;
  const said = Object.entries({ ...own, ...options }).map(([name, value]) => `${name} ${String(value)}`);
  return {
    name: `${className} on ${inputShape.join('×')}: ${said.join(', ')}`,
    className,
    config: {
      kernel_size: kernel,
      strides,
      padding,
      dilation_rate: dilation,
      activation,
      use_bias: bias,
      data_format: 'channels_last',
      ...own,
    },
    inputShape,
    input: 'normal',
    reference: (x, ...weights) =>
      map(reference({ strides, padding, dilation, groups: 1 }, x, ...weights), elementwise[activation]),
  };
}

function conv2dCase(inputShape: readonly number[], filters: number, options: Options, groups = 1): LayerCase {
  return convolutionCase('Conv2D', inputShape, options, { filters, groups }, (sliding, x, kernel, bias) =>
    conv2d(x, kernel, bias, { ...sliding, groups }),
  );
}

function depthwiseCase(inputShape: readonly number[], multiplier: number, options: Options): LayerCase {
  const own = { depth_multiplier: multiplier };
  return convolutionCase('DepthwiseConv2D', inputShape, options, own, (sliding, x, kernel, bias) =>
    depthwiseConv2d(x, kernel, bias, sliding),
  );
}

function separableCase(
  inputShape: readonly number[],
  filters: number,
  multiplier: number,
  options: Options,
): LayerCase {
  const own = { filters, depth_multiplier: multiplier };
  const reference: Reference = (sliding, x, depthwise, pointwise, bias) =>
    conv2d(depthwiseConv2d(x, depthwise, undefined, sliding), pointwise, bias);
  return convolutionCase('SeparableConv2D', inputShape, options, own, reference);
}

/** `size` is the output's, worked out by hand from Keras's rule. */
function transposeCase(
  inputShape: readonly number[],
  size: Pair,
  options: Options,
  outputPadding: Pair | null = null,
): LayerCase {
  const own = { filters: 4, output_padding: outputPadding };
  return convolutionCase('Conv2DTranspose', inputShape, options, own, (sliding, x, kernel, bias) =>
    conv2dTranspose(x, kernel, bias, size, sliding),
  );
}

const paddings = ['valid', 'same'] as const;
const kernels: readonly Pair[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [1, 3],
  [4, 2],
  [5, 5],
];
const strides: readonly Pair[] = [
  [1, 1],
  [2, 2],
  [1, 2],
  [3, 2],
];

const plainCases = [
  ...paddings.flatMap((padding) =>
    kernels.flatMap((kernel) =>
      strides.map((each) => conv2dCase([2, 8, 7, 3], 5, { kernel, strides: each, padding })),
    ),
  ),
  // Channels in fours, one channel, large: the GPU backends choose other programs for them.
  ...paddings.flatMap((padding) => [
    conv2dCase([2, 12, 12, 8], 16, { padding }),
    conv2dCase([2, 12, 12, 8], 16, { strides: [2, 2], padding }),
  ]),
  conv2dCase([3, 9, 9, 1], 4, {}),
  conv2dCase([2, 6, 6, 16], 32, { kernel: [1, 1], padding: 'valid' }),
  conv2dCase([2, 13, 13, 36], 33, { kernel: [2, 2], padding: 'valid' }),
  ...(['elu', 'sigmoid', 'gelu'] as const).map((activation) => conv2dCase([2, 6, 5, 4], 4, { activation })),
  // One image, no bias; kernels larger than the image; Inception v3's rows and columns; AlexNet's first layer.
  conv2dCase([1, 5, 6, 2], 3, { bias: false, activation: 'tanh' }),
  conv2dCase([2, 3, 2, 2], 3, { kernel: [5, 5] }),
  conv2dCase([1, 2, 2, 3], 4, { kernel: [7, 7], strides: [2, 2] }),
  conv2dCase([2, 9, 9, 4], 4, { kernel: [7, 1] }),
  conv2dCase([2, 9, 9, 4], 4, { kernel: [1, 7] }),
  conv2dCase([1, 23, 27, 3], 6, { kernel: [11, 11], strides: [4, 4], padding: 'valid' }),
];

const dilatedCases = [
  ...paddings.flatMap((padding) => [
    conv2dCase([2, 8, 7, 3], 5, { padding, dilation: [2, 2] }),
    conv2dCase([2, 9, 8, 2], 3, { padding, dilation: [3, 2], kernel: [2, 4] }),
    conv2dCase([2, 8, 7, 4], 8, { padding, dilation: [1, 3], kernel: [1, 3] }),
  ]),
  conv2dCase([1, 5, 4, 1], 2, { dilation: [4, 4] }),
  conv2dCase([2, 6, 6, 3], 4, { dilation: [2, 2], kernel: [1, 1] }),
  conv2dCase([2, 6, 7, 3], 4, { dilation: [2, 2], activation: 'elu', bias: false }),
];

const groupedCases = [
  ...paddings.flatMap((padding) => [
    conv2dCase([2, 8, 7, 4], 6, { padding }, 2),
    conv2dCase([2, 8, 7, 6], 6, { padding, strides: [2, 3], kernel: [5, 3] }, 3),
  ]),
  conv2dCase([2, 7, 6, 4], 4, { activation: 'gelu' }, 4),
  conv2dCase([2, 7, 6, 4], 8, { strides: [2, 2], bias: false }, 4),
  conv2dCase([1, 6, 6, 8], 16, { kernel: [1, 1], strides: [2, 2] }, 2),
  conv2dCase([2, 7, 8, 6], 9, { dilation: [2, 2] }, 3),
  conv2dCase([2, 7, 8, 3], 6, { dilation: [2, 1], padding: 'valid' }, 3),
  conv2dCase([1, 5, 5, 32], 32, { activation: 'elu' }, 16),
];

const depthwiseCases = [
  ...paddings.flatMap((padding) => [
    depthwiseCase([2, 8, 7, 3], 1, { padding }),
    depthwiseCase([2, 8, 7, 3], 2, { padding, strides: [2, 2] }),
    depthwiseCase([2, 8, 7, 4], 1, { padding, strides: [3, 3], kernel: [2, 5] }),
    depthwiseCase([2, 8, 7, 3], 2, { padding, dilation: [2, 2] }),
    depthwiseCase([2, 9, 9, 3], 1, { padding, dilation: [2, 3], strides: [2, 2] }),
  ]),
  depthwiseCase([2, 8, 9, 3], 3, { strides: [1, 2], activation: 'sigmoid' }),
  depthwiseCase([1, 6, 6, 1], 4, { bias: false }),
  depthwiseCase([2, 7, 7, 4], 1, { kernel: [1, 1], strides: [2, 2] }),
  depthwiseCase([1, 3, 2, 2], 1, { kernel: [5, 5] }),
  depthwiseCase([2, 9, 8, 8], 1, { kernel: [7, 1], activation: 'elu' }),
  depthwiseCase([2, 12, 12, 16], 1, {}),
];

const separableCases = [
  ...paddings.flatMap((padding) => [
    separableCase([2, 8, 7, 3], 5, 1, { padding }),
    separableCase([2, 8, 7, 3], 4, 2, { padding, strides: [2, 2], activation: 'elu' }),
    separableCase([2, 8, 7, 3], 4, 1, { padding, dilation: [2, 2] }),
  ]),
  separableCase([1, 9, 8, 4], 8, 1, { kernel: [1, 7], activation: 'gelu', bias: false }),
];

const transposeCases = [
  transposeCase([2, 4, 5, 3], [6, 7], { padding: 'valid' }),
  transposeCase([2, 4, 5, 3], [4, 5], {}),
  transposeCase([2, 4, 5, 3], [9, 11], { padding: 'valid', strides: [2, 2] }),
  transposeCase([2, 4, 5, 3], [8, 10], { strides: [2, 2] }),
  transposeCase([2, 4, 3, 2], [12, 6], { kernel: [2, 5], strides: [3, 2] }),
  transposeCase([2, 4, 3, 2], [12, 9], { kernel: [2, 5], strides: [3, 2], padding: 'valid' }),
  transposeCase([1, 3, 4, 1], [6, 8], { kernel: [1, 1], strides: [2, 2], padding: 'valid', bias: false }),
  transposeCase([2, 3, 3, 4], [12, 12], { kernel: [4, 4], strides: [4, 4], activation: 'elu' }),
  transposeCase([2, 2, 2, 3], [2, 2], { kernel: [5, 5], activation: 'sigmoid' }),
  transposeCase([1, 6, 5, 8], [12, 10], { kernel: [4, 4], strides: [2, 2] }),
  transposeCase([2, 4, 5, 3], [8, 9], { dilation: [2, 2], padding: 'valid' }),
  transposeCase([2, 4, 5, 3], [4, 5], { dilation: [2, 1] }),
  transposeCase([2, 4, 5, 3], [7, 10], { strides: [2, 2] }, [0, 1]),
  transposeCase([2, 4, 5, 3], [10, 11], { strides: [2, 2], padding: 'valid' }, [1, 0]),
];

export const convolutionCases: readonly LayerCase[] = [
  ...plainCases,
  ...dilatedCases,
  ...groupedCases,
  ...depthwiseCases,
  ...separableCases,
  ...transposeCases,
];
