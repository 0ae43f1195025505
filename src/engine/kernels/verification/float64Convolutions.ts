/** The convolutions' forward passes in plain float64 loops, as `float64.ts` has them for other layers. */
import { array64, type Array64, type Padding, type Pair } from './float64';

type Shape4 = readonly [number, number, number, number];

export interface Sliding64 {
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilation?: Pair;
  /** Filters and channels in so many parts, each filter over its own part of the channels. */
  readonly groups?: number;
}

/** Results along one side, the padding before its first cell, and how far apart the taps lie. */
interface Side {
  readonly size: number;
  readonly count: number;
  readonly before: number;
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
}

function side(size: number, taps: number, stride: number, padding: Padding, dilation: number): Side {
  const reach = (taps - 1) * dilation + 1;
  if (padding === 'valid') {
    return { size, count: Math.floor((size - reach) / stride) + 1, before: 0, taps, stride, dilation };
  }
  const count = Math.ceil(size / stride);
  const before = Math.floor(Math.max(0, (count - 1) * stride + reach - size) / 2);
  return { size, count, before, taps, stride, dilation };
}

/** `x` `[n, h, w, c]`, `kernel` `[kh, kw, c / groups, filters]`, `bias` `[filters]`. */
export function conv2d(x: Array64, kernel: Array64, bias?: Array64, sliding: Sliding64 = {}): Array64 {
  const { strides = [1, 1], padding = 'valid', dilation = [1, 1], groups = 1 } = sliding;
  const [n, height, width, channels] = x.shape as Shape4;
  const [kernelHeight, kernelWidth, depth, filters] = kernel.shape as Shape4;
  const perGroup = filters / groups;
  const rows = side(height, kernelHeight, strides[0], padding, dilation[0]);
  const columns = side(width, kernelWidth, strides[1], padding, dilation[1]);
  const y = array64([n, rows.count, columns.count, filters], (index) => bias?.data[index % filters] ?? 0);
  for (let image = 0; image < n; image++) {
    forEachTap(rows, columns, (input, tap, output) => {
      const from = (image * height * width + input) * channels;
      const to = (image * rows.count * columns.count + output) * filters;
      for (let channel = 0; channel < channels; channel++) {
        const value = at(x, from + channel);
        const first = Math.floor(channel / depth) * perGroup;
        const weight = (tap * depth + (channel % depth)) * filters;
        for (let filter = first; filter < first + perGroup; filter++) {
          y.data[to + filter] = at(y, to + filter) + value * at(kernel, weight + filter);
        }
      }
    });
  }
  return y;
}

/** `kernel` `[kh, kw, c, multiplier]`: the same numbers in the same order as those of as many groups as channels. */
export function depthwiseConv2d(
  x: Array64,
  kernel: Array64,
  bias?: Array64,
  sliding: Sliding64 = {},
): Array64 {
  const [height, width, channels, multiplier] = kernel.shape as Shape4;
  const grouped = { shape: [height, width, 1, channels * multiplier], data: kernel.data };
  return conv2d(x, grouped, bias, { ...sliding, groups: channels });
}

/**
 * `x` `[n, h, w, c]` to `[n, ...size, filters]`: each cell is added, times the kernel `[kh, kw, filters, c]`, to all the
 * cells that a convolution of an image of that size would have made it from.
 */
export function conv2dTranspose(
  x: Array64,
  kernel: Array64,
  bias: Array64 | undefined,
  size: Pair,
  { strides = [1, 1], padding = 'valid', dilation = [1, 1] }: Sliding64,
): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  const [kernelHeight, kernelWidth, filters] = kernel.shape as Shape4;
  const rows = side(size[0], kernelHeight, strides[0], padding, dilation[0]);
  const columns = side(size[1], kernelWidth, strides[1], padding, dilation[1]);
  if (rows.count !== height || columns.count !== width) {
    throw new Error(
      `An image of ${size.join('×')} makes ${rows.count}×${columns.count}, not ${height}×${width}.`,
    );
  }
  const y = array64([n, ...size, filters], (index) => bias?.data[index % filters] ?? 0);
  for (let image = 0; image < n; image++) {
    forEachTap(rows, columns, (to, tap, from) => {
      for (let filter = 0; filter < filters; filter++) {
        const target = (image * size[0] * size[1] + to) * filters + filter;
        for (let channel = 0; channel < channels; channel++) {
          const value = at(x, (image * height * width + from) * channels + channel);
          y.data[target] = at(y, target) + value * at(kernel, (tap * filters + filter) * channels + channel);
        }
      }
    });
  }
  return y;
}

/** Visits every pair of an input cell and a result it counts for, with the kernel's tap between them. */
function forEachTap(
  rows: Side,
  columns: Side,
  visit: (input: number, tap: number, output: number) => void,
): void {
  for (let outRow = 0; outRow < rows.count; outRow++) {
    for (let outColumn = 0; outColumn < columns.count; outColumn++) {
      for (let tapRow = 0; tapRow < rows.taps; tapRow++) {
        const row = outRow * rows.stride - rows.before + tapRow * rows.dilation;
        if (row < 0 || row >= rows.size) continue;
        for (let tapColumn = 0; tapColumn < columns.taps; tapColumn++) {
          const column = outColumn * columns.stride - columns.before + tapColumn * columns.dilation;
          if (column < 0 || column >= columns.size) continue;
          visit(
            row * columns.size + column,
            tapRow * columns.taps + tapColumn,
            outRow * columns.count + outColumn,
          );
        }
      }
    }
  }
}

function at(array: Array64, index: number): number {
  return array.data[index] as number;
}
