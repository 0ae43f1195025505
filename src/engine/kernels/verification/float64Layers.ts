/** Further layers in plain float64, as `float64.ts` does it: merging, normalisation, padding, resizing. */
import { array64, type Array64, type Pair } from './float64';

type Shape4 = readonly [number, number, number, number];

/** Combines arrays of one rank cell by cell; one value of an axis of 1 goes with every cell. */
export function merge(arrays: readonly Array64[], combine: (values: readonly number[]) => number): Array64 {
  const [first] = arrays as readonly [Array64];
  const shape = first.shape.map((_, axis) => Math.max(...arrays.map((array) => array.shape[axis] as number)));
  return array64(shape, (index) =>
    combine(arrays.map((array) => at(array, broadcastPlace(index, shape, array.shape)))),
  );
}

/** Where in an array of shape `own` the cell is that goes with cell `index` of `shape`. */
export function broadcastPlace(index: number, shape: readonly number[], own: readonly number[]): number {
  let [rest, place, stride] = [index, 0, 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const [size, ownSize] = [shape[axis] as number, own[axis] as number];
    if (ownSize > 1) place += (rest % size) * stride;
    stride *= ownSize;
    rest = Math.floor(rest / size);
  }
  return place;
}

/** Along the last axis. */
export function concatenate(arrays: readonly Array64[]): Array64 {
  const [first] = arrays as readonly [Array64];
  const cells = first.data.length / (first.shape.at(-1) as number);
  const channels = arrays.map((array) => array.shape.at(-1) as number);
  const data = Array.from({ length: cells }, (_, cell) =>
    arrays.flatMap((array, index) => {
      const width = channels[index] as number;
      return [...array.data.subarray(cell * width, (cell + 1) * width)];
    }),
  ).flat();
  const width = channels.reduce((sum, each) => sum + each, 0);
  return { shape: [...first.shape.slice(0, -1), width], data: Float64Array.from(data) };
}

/** Of each channel over height and width: `[n, h, w, c]` to `[n, c]`. */
export function globalMaxPooling2d(x: Array64): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  return array64([n, channels], (index) => {
    const [image, channel] = [Math.floor(index / channels), index % channels];
    const cells = Array.from({ length: height * width }, (_, cell) =>
      at(x, (image * height * width + cell) * channels + channel),
    );
    return Math.max(...cells);
  });
}

/** `x` less `mean`, over √(`variance` + ε), one of each per channel; then times `gamma` plus `beta` where they are given. */
export function normalize(
  x: Array64,
  statistics: { readonly mean: ArrayLike<number>; readonly variance: ArrayLike<number> },
  affine: { readonly gamma?: Array64 | undefined; readonly beta?: Array64 | undefined },
  epsilon: number,
): Array64 {
  const channels = x.shape.at(-1) as number;
  return array64(x.shape, (index) => {
    const channel = index % channels;
    const deviation = at(x, index) - (statistics.mean[channel] as number);
    const normal = deviation / Math.sqrt((statistics.variance[channel] as number) + epsilon);
    return normal * (affine.gamma?.data[channel] ?? 1) + (affine.beta?.data[channel] ?? 0);
  });
}

/** Mean 0 and variance 1 over the channels of every single cell, then `gamma` and `beta` per channel. */
export function layerNormalization(
  x: Array64,
  affine: { readonly gamma?: Array64 | undefined; readonly beta?: Array64 | undefined },
  epsilon: number,
): Array64 {
  const channels = x.shape.at(-1) as number;
  return array64(x.shape, (index) => {
    const channel = index % channels;
    const cell = x.data.subarray(index - channel, index - channel + channels);
    const mean = cell.reduce((sum, value) => sum + value, 0) / channels;
    const variance = cell.reduce((sum, value) => sum + (value - mean) ** 2, 0) / channels;
    const normal = (at(x, index) - mean) / Math.sqrt(variance + epsilon);
    return normal * (affine.gamma?.data[channel] ?? 1) + (affine.beta?.data[channel] ?? 0);
  });
}

/** AlexNet's: `x / (bias + alpha · Σx²)^beta` over the channels at most `depthRadius` away. */
export function localResponseNormalization(
  x: Array64,
  parameters: { depthRadius: number; bias: number; alpha: number; beta: number },
): Array64 {
  const channels = x.shape.at(-1) as number;
  return array64(x.shape, (index) => {
    const channel = index % channels;
    let sum = 0;
    for (let other = 0; other < channels; other++) {
      if (Math.abs(other - channel) <= parameters.depthRadius) sum += at(x, index - channel + other) ** 2;
    }
    return at(x, index) / (parameters.bias + parameters.alpha * sum) ** parameters.beta;
  });
}

/** Where each cell of a feature map of another size comes from: `source` answers `null` for a zero. */
export function rearrange(
  x: Array64,
  size: Pair,
  source: (row: number, column: number) => readonly [row: number, column: number] | null,
): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  return array64([n, ...size, channels], (index) => {
    const channel = index % channels;
    const column = Math.floor(index / channels) % size[1];
    const row = Math.floor(index / (channels * size[1])) % size[0];
    const image = Math.floor(index / (channels * size[1] * size[0]));
    const from = source(row, column);
    return from === null ? 0 : at(x, ((image * height + from[0]) * width + from[1]) * channels + channel);
  });
}

/** With half-pixel centres: the cell in which the new cell's centre lies. */
export function resizeNearest(x: Array64, size: Pair): Array64 {
  const [, height, width] = x.shape as Shape4;
  const source = (cell: number, from: number, to: number): number => Math.floor(((cell + 0.5) * from) / to);
  return rearrange(x, size, (row, column) => [source(row, height, size[0]), source(column, width, size[1])]);
}

/** With half-pixel centres: a tent one old cell wide to each side, cut off at the edges of the image. */
export function resizeBilinear(x: Array64, size: Pair): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  const weights = (cell: number, from: number, to: number): number[] => {
    const centre = Math.min(Math.max(((cell + 0.5) * from) / to - 0.5, 0), from - 1);
    return Array.from({ length: from }, (_, old) => Math.max(0, 1 - Math.abs(old - centre)));
  };
  return array64([n, ...size, channels], (index) => {
    const channel = index % channels;
    const column = Math.floor(index / channels) % size[1];
    const row = Math.floor(index / (channels * size[1])) % size[0];
    const image = Math.floor(index / (channels * size[1] * size[0]));
    const across = weights(column, width, size[1]);
    return weights(row, height, size[0]).reduce(
      (sum, down, y) =>
        across.reduce(
          (inner, part, z) =>
            inner + down * part * at(x, ((image * height + y) * width + z) * channels + channel),
          sum,
        ),
      0,
    );
  });
}

/** Axes of `[n, …]` in another order; `order` counts from 1, as Keras's Permute does. */
export function permute(x: Array64, order: readonly number[]): Array64 {
  const axes = [0, ...order];
  const shape = axes.map((axis) => x.shape[axis] as number);
  const strides = x.shape.map((_, axis) => x.shape.slice(axis + 1).reduce((size, each) => size * each, 1));
  return array64(shape, (index) => {
    let rest = index;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      place += (rest % size) * (strides[axes[axis] as number] as number);
      rest = Math.floor(rest / size);
    }
    return at(x, place);
  });
}

function at(array: Array64, index: number): number {
  return array.data[index] as number;
}
