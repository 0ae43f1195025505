/**
 * The layers' forward passes in plain float64 loops: slow, short and independent of tfjs. The backends'
 * outputs are held against them, and the backends' gradients against their finite differences.
 */

/** Row-major, batch first, channels last. */
export interface Array64 {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function array64(shape: readonly number[], fill: (index: number) => number): Array64 {
  const data = Float64Array.from({ length: shape.reduce((size, each) => size * each, 1) }, (_, i) => fill(i));
  return { shape, data };
}

export type Pair = readonly [number, number];
export type Padding = 'valid' | 'same';
type Shape4 = readonly [number, number, number, number];

/** Output size and the padding before the first cell, as TensorFlow defines them. */
function window(
  size: number,
  kernel: number,
  stride: number,
  padding: Padding,
): { count: number; before: number } {
  if (padding === 'valid') return { count: Math.floor((size - kernel) / stride) + 1, before: 0 };
  const count = Math.ceil(size / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + kernel - size) / 2) };
}

/** Max or average over windows; an average leaves padding out of its count, as TensorFlow's does. */
export function pool2d(
  x: Array64,
  kind: 'max' | 'average',
  size: Pair,
  strides: Pair,
  padding: Padding,
): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  const rows = window(height, size[0], strides[0], padding);
  const columns = window(width, size[1], strides[1], padding);
  return array64([n, rows.count, columns.count, channels], (index) => {
    const channel = index % channels;
    const outColumn = Math.floor(index / channels) % columns.count;
    const outRow = Math.floor(index / (channels * columns.count)) % rows.count;
    const image = Math.floor(index / (channels * columns.count * rows.count));
    const cells: number[] = [];
    for (let dy = 0; dy < size[0]; dy++) {
      for (let dx = 0; dx < size[1]; dx++) {
        const row = outRow * strides[0] - rows.before + dy;
        const column = outColumn * strides[1] - columns.before + dx;
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        cells.push(at(x, ((image * height + row) * width + column) * channels + channel));
      }
    }
    return kind === 'max' ? Math.max(...cells) : cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
  });
}

/** Mean over height and width: `[n, h, w, c]` to `[n, c]`. */
export function globalAveragePooling2d(x: Array64): Array64 {
  const [n, height, width, channels] = x.shape as Shape4;
  return array64([n, channels], (index) => {
    const [image, channel] = [Math.floor(index / channels), index % channels];
    let sum = 0;
    for (let cell = 0; cell < height * width; cell++)
      sum += at(x, (image * height * width + cell) * channels + channel);
    return sum / (height * width);
  });
}

/** `x` `[n, inputs]`, `kernel` `[inputs, units]`, `bias` `[units]`. */
export function dense(x: Array64, kernel: Array64, bias: Array64): Array64 {
  const [n, inputs] = x.shape as readonly [number, number];
  const units = kernel.shape[1] as number;
  return array64([n, units], (index) => {
    const [row, unit] = [Math.floor(index / units), index % units];
    let sum = at(bias, unit);
    for (let input = 0; input < inputs; input++)
      sum += at(x, row * inputs + input) * at(kernel, input * units + unit);
    return sum;
  });
}

/** Mean and (biased) variance of each channel, over all other axes. */
export function moments(x: Array64): { mean: Float64Array; variance: Float64Array } {
  const channels = x.shape.at(-1) as number;
  const count = x.data.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.data.forEach(
    (value, index) => (mean[index % channels] = (mean[index % channels] as number) + value / count),
  );
  x.data.forEach((value, index) => {
    const channel = index % channels;
    variance[channel] = (variance[channel] as number) + (value - (mean[channel] as number)) ** 2 / count;
  });
  return { mean, variance };
}

/** Softmax over the last axis. */
export function softmax(x: Array64): Array64 {
  const width = x.shape.at(-1) as number;
  return array64(x.shape, (index) => {
    const row = x.data.subarray(index - (index % width), index - (index % width) + width);
    const largest = Math.max(...row);
    return Math.exp(at(x, index) - largest) / row.reduce((sum, each) => sum + Math.exp(each - largest), 0);
  });
}

/** Keras's activations of one value, with Keras's constants. */
export const elementwise = {
  linear: (x: number) => x,
  relu: (x: number) => Math.max(0, x),
  leaky_relu: (x: number) => (x < 0 ? 0.2 * x : x),
  elu: (x: number) => (x < 0 ? Math.expm1(x) : x),
  selu: (x: number) => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x),
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  gelu: (x: number) => (x / 2) * (1 + erf(x / Math.SQRT2)),
} as const;

/** erf by its Maclaurin series to |x| = 3 and by its continued fraction beyond: near float64's precision. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 3) {
    let fraction = size;
    for (let k = 60; k > 0; k--) fraction = size + k / 2 / fraction;
    return Math.sign(x) * (1 - Math.exp(-size * size) / (fraction * Math.sqrt(Math.PI)));
  }
  let [sum, term] = [0, x];
  for (let k = 0; k < 100; k++) {
    sum += term / (2 * k + 1);
    term *= (-x * x) / (k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

export function map(x: Array64, f: (value: number) => number): Array64 {
  return { shape: x.shape, data: x.data.map(f) };
}

function at(array: Array64, index: number): number {
  return array.data[index] as number;
}
