/** How one number of a layer's output comes about, number by number. Sums are taken in float64. */

export interface ArithmeticQuery {
  readonly layerId: string;
  /** Index of the map, or of the unit where the output is a vector. */
  readonly map: number;
  /** Of the cell; 0 where the output is a vector. */
  readonly row: number;
  readonly column: number;
}

/** The cells of the layer's input that a window covers. Rows and columns outside the input are padding. */
export interface Window {
  /** Of the input, one for each row of the kernel, from top to bottom. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Of the whole input. */
  readonly inputHeight: number;
  readonly inputWidth: number;
}

type Matrix = readonly (readonly number[])[];

/** One input channel's part of a weighted sum; matrices are [kernel row][kernel column]. */
export interface ChannelTerm {
  /** Of the layer's input. */
  readonly channel: number;
  /** What lies under the window; 0 in the padding. */
  readonly values: Matrix;
  readonly kernel: Matrix;
  readonly products: Matrix;
  /** Of the products. */
  readonly sum: number;
}

/** What follows a weighted sum. */
interface Result {
  /** Of all products. */
  readonly sum: number;
  /** `null` where the layer has none. */
  readonly bias: number | null;
  /** `sum + bias`: what the activation is given. */
  readonly preActivation: number;
  readonly activation: string;
  /** The very number in the layer's output. */
  readonly value: number;
}

/** A unit of a convolution: Σ over channels of Σ (window × kernel) + bias. */
export interface ConvolutionArithmetic extends Result {
  readonly kind: 'convolution';
  readonly window: Window;
  /** Every channel that the filter reads, in order. */
  readonly channels: readonly ChannelTerm[];
}

/** A unit of a Dense layer: Σ input × weight + bias. */
export interface DenseArithmetic extends Result {
  readonly kind: 'dense';
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
}

/** A cell of a pooling layer: the largest or the mean of what lies under its window; padding does not count. */
export interface PoolingArithmetic {
  readonly kind: 'pooling';
  readonly mode: 'max' | 'average';
  readonly window: Window;
  /** `null` in the padding. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Row and column of the input that hold the largest value, the first of equal ones; `null` where the mean is taken. */
  readonly winner: { readonly row: number; readonly column: number } | null;
  /** The largest and the mean of the window, whichever the layer takes. */
  readonly max: number;
  readonly average: number;
  /** The very number in the layer's output. */
  readonly value: number;
}

export type Arithmetic = ConvolutionArithmetic | DenseArithmetic | PoolingArithmetic;

export interface PoolingWinnersQuery {
  readonly layerId: string;
  readonly map: number;
}

/** Which cells of the input win their windows, for one map of a pooling layer; lists are row-major over the output. */
export interface PoolingWinners {
  readonly mode: 'max' | 'average';
  readonly height: number;
  readonly width: number;
  readonly inputHeight: number;
  readonly inputWidth: number;
  /** Of the input map, row-major. */
  readonly input: Float32Array<ArrayBuffer>;
  /** `row * inputWidth + column` of the largest value under each window, the first of equal ones. */
  readonly winners: Int32Array<ArrayBuffer>;
  /** What max and what average pooling make of the map, with the layer's windows. */
  readonly max: Float32Array<ArrayBuffer>;
  readonly average: Float32Array<ArrayBuffer>;
}
