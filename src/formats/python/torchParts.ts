/** Pieces of PyTorch code that several layers share. */
import type { z } from 'zod';
import type { LayerActivationName } from '../../network/activations';
import { convolutionWindow } from '../../network/convolution';
import type { Shape } from '../../network/layerType';
import type { layerTypes } from '../../network/layers';
import { paddingOf, type Sides } from '../samePadding';
import { pythonValue } from './literal';

/** One weight of the Keras layer, and what it is in PyTorch. */
export interface WeightPlace {
  /** `conv2d.weight` */
  readonly target: string;
  /** Order of Keras's axes before they are given the shape of `target`. */
  readonly axes: readonly number[];
}

/** Orders of Keras's axes that PyTorch has its own in. */
export const axesOf = {
  vector: [0],
  matrix: [1, 0],
  kernel: [3, 2, 0, 1],
  depthwiseKernel: [2, 3, 0, 1],
  maps: [2, 0, 1],
} as const;

/** Of [n, channels, height, width]: which axis goes where, for Keras's dims of [height, width, channels], from 1. */
export function permutation(dims: readonly number[]): readonly number[] {
  const [rows = 1, columns = 2, channels = 3] = dims.map((axis) => (axis === 3 ? 1 : axis + 1));
  return [0, channels, rows, columns];
}

const activations: { readonly [Name in LayerActivationName]: (x: string) => string } = {
  linear: (x) => x,
  relu: (x) => `F.relu(${x})`,
  sigmoid: (x) => `torch.sigmoid(${x})`,
  tanh: (x) => `torch.tanh(${x})`,
  softmax: (x) => `F.softmax(${x}, 1)`,
  elu: (x) => `F.elu(${x})`,
  selu: (x) => `F.selu(${x})`,
  gelu: (x) => `F.gelu(${x})`,
  leaky_relu: (x) => `F.leaky_relu(${x}, 0.2)`,
};

export function activated(activation: LayerActivationName, x: string): string {
  return activations[activation](x);
}

export function soleShape(inputShapes: readonly Shape[]): Shape {
  return inputShapes[0] ?? [];
}

export function channelsOf(inputShapes: readonly Shape[]): number {
  return soleShape(inputShapes)[2] ?? 0;
}

/** Keras lays out a feature map row by row, each cell with its channels. */
export function channelsLast(inputShapes: readonly Shape[], x: string): string {
  return soleShape(inputShapes).length === 1 ? x : `${x}.permute(0, 2, 3, 1)`;
}

export function isNone({ top, bottom, left, right }: Sides): boolean {
  return top + bottom + left + right === 0;
}

/** As `F.pad` takes it: the last axis first. */
export function around4({ top, bottom, left, right }: Sides): string {
  return pythonValue([left, right, top, bottom]);
}

/** Padding that is the same on opposite sides is the module's own; else it is put around the input before. */
export function padded(
  inputShapes: readonly Shape[],
  window: Parameters<typeof paddingOf>[1],
  x: string,
): { readonly around: string; readonly option: string } {
  const sides = paddingOf(soleShape(inputShapes), window);
  if (isNone(sides)) return { around: x, option: '' };
  return sides.top === sides.bottom && sides.left === sides.right
    ? { around: x, option: `, padding=${pythonValue([sides.top, sides.left])}` }
    : { around: `F.pad(${x}, ${around4(sides)})`, option: '' };
}

export function depthwise(
  name: string,
  parameters: z.output<(typeof layerTypes)['depthwiseConv2d' | 'separableConv2d']['parameters']>,
  inputShapes: readonly Shape[],
  bias: boolean,
): string {
  const { kernelSize, strides, dilationRate, depthMultiplier } = parameters;
  const channels = channelsOf(inputShapes);
  const { option } = padded(inputShapes, convolutionWindow(parameters), '');
  return (
    `${name} = nn.Conv2d(${channels}, ${channels * depthMultiplier}, ${pythonValue(kernelSize)}${unless('stride', strides)}${option}` +
    `${unless('dilation', dilationRate)}, groups=${channels}${bias ? '' : ', bias=False'})`
  );
}

export function kernelAndBias(
  name: string,
  axes: readonly number[],
  useBias: boolean,
): readonly WeightPlace[] {
  const own = { target: `${name}.weight`, axes };
  return useBias ? [own, { target: `${name}.bias`, axes: axesOf.vector }] : [own];
}

export function scaleAndCenter(
  name: string,
  { scale, center }: { readonly scale: boolean; readonly center: boolean },
): readonly WeightPlace[] {
  return [
    ...(scale ? [{ target: `${name}.weight`, axes: axesOf.vector }] : []),
    ...(center ? [{ target: `${name}.bias`, axes: axesOf.vector }] : []),
  ];
}

export function unless(option: string, pair: readonly [number, number]): string {
  return pair[0] === 1 && pair[1] === 1 ? '' : `, ${option}=${pythonValue(pair)}`;
}

export function sizeAndStrides({
  poolSize,
  strides,
}: {
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
}): string {
  return `${pythonValue(poolSize)}, ${pythonValue(strides)}`;
}

/** From centre to centre, as Keras. */
export function resized(
  x: string,
  [height = 0, width = 0]: Shape,
  interpolation: 'nearest' | 'bilinear',
): string {
  const mode = interpolation === 'nearest' ? "mode='nearest-exact'" : "mode='bilinear', align_corners=False";
  return `F.interpolate(${x}, (${height}, ${width}), ${mode})`;
}

/** Where Keras has one of the two, PyTorch has both. */
export function frozenScaleOrCenter(
  name: string,
  { scale, center }: { readonly scale: boolean; readonly center: boolean },
): readonly string[] {
  if (scale === center) return [];
  return [scale ? `${name}.bias` : `${name}.weight`];
}
