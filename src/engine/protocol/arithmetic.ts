/** How one number of a layer's output comes about, number by number. Sums are taken in float64. */

export interface ArithmeticQuery {
  readonly layerId: string;
  /** Index of the map, or of the unit where the output is a vector. */
  readonly map: number;
  /** Of the cell; 0 where the output is a vector. */
  readonly row: number;
  readonly column: number;
}

/** Cells of a layer's input: every one of `rows` at every one of `columns`. */
interface InputCells {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Of the whole input. */
  readonly inputHeight: number;
  readonly inputWidth: number;
}

/** The cells that a window covers, one row for each row of the kernel. Rows and columns outside the input are padding. */
export interface Window extends InputCells {
  /** How far the window moves from one output cell to the next, down and across. */
  readonly strides: readonly [number, number];
  /** Cells from one row or column of the window to the next. */
  readonly dilation: readonly [number, number];
  /** How far windows of the layer reach beyond the input: top, bottom, left, right. */
  readonly rim: readonly [number, number, number, number];
}

type Matrix = readonly (readonly number[])[];

/** One input channel's part of a weighted sum; matrices are [row][column] of the cells that count. */
export interface ChannelTerm {
  /** Of the layer's input. */
  readonly channel: number;
  /** The cells; 0 in the padding. */
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

/** One small map of a separable convolution's first stage at the cell, and its weight in the second. */
export interface DepthwiseTerm extends ChannelTerm {
  /** Which of the channel's own filters, where the depth multiplier gives it several. */
  readonly filter: number;
  /** Of the pointwise kernel. */
  readonly weight: number;
  /** `sum × weight`. */
  readonly product: number;
}

/** A unit of a separable convolution: Σ over channels of weight × Σ (window × kernel), + bias. */
export interface SeparableArithmetic extends Result {
  readonly kind: 'separableConvolution';
  readonly window: Window;
  /** In the order of the pointwise kernel: all filters of the first channel, then of the next. */
  readonly terms: readonly DepthwiseTerm[];
}

/** A unit of a transposed convolution: the stamps of several input cells that overlap there, added up, + bias. */
export interface TransposedArithmetic extends Result {
  readonly kind: 'transposedConvolution';
  /** The input cells whose stamps cover the output cell; no rows or no columns between stamps. */
  readonly cells: InputCells;
  /** Which row of the kernel each of `cells.rows` brings here, and which column each of `cells.columns`. */
  readonly kernelRows: readonly number[];
  readonly kernelColumns: readonly number[];
  readonly kernelSize: readonly [number, number];
  /** From one stamp to the next, in output cells. */
  readonly strides: readonly [number, number];
  /** Every channel of the input. */
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

export type Arithmetic =
  ConvolutionArithmetic | SeparableArithmetic | TransposedArithmetic | DenseArithmetic | PoolingArithmetic;

export interface PoolingWinnersQuery {
  readonly layerId: string;
  readonly map: number;
}

/**
 * Which cells of the input make each number of one map of a pooling layer; lists are row-major over the output, which is
 * one cell where the whole map is pooled.
 */
export interface PoolingWinners {
  readonly mode: 'max' | 'average';
  readonly height: number;
  readonly width: number;
  readonly inputHeight: number;
  readonly inputWidth: number;
  /** Rows and columns of the input under the windows of each row and each column of the output, without the padding. */
  readonly windowRows: readonly (readonly number[])[];
  readonly windowColumns: readonly (readonly number[])[];
  /** Of the input map, row-major. */
  readonly input: Float32Array<ArrayBuffer>;
  /**
   * `row * inputWidth + column` of the largest value under each window, the first of equal ones; -1 over padding alone. Where
   * the mean is taken, all cells of the window count and this is only the largest of them.
   */
  readonly winners: Int32Array<ArrayBuffer>;
  /** What max and what average pooling make of the map, with the layer's windows. */
  readonly max: Float32Array<ArrayBuffer>;
  readonly average: Float32Array<ArrayBuffer>;
}
