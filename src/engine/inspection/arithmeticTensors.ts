/** Cuts what a number is made of out of a layer's input, and multiplies it with the kernel in float64. */
import * as tf from '@tensorflow/tfjs';
import type { ArithmeticQuery, ChannelTerm, Window } from '../protocol/arithmetic';
import { passTo, probeOf } from './inspected';
import type { InspectionContext } from './inspections';

type InputCells = Pick<Window, 'rows' | 'columns' | 'inputHeight' | 'inputWidth'>;

/** The rectangle of the input that some cells span, without the padding. */
export interface Part {
  readonly rows: { readonly first: number; readonly count: number };
  readonly columns: { readonly first: number; readonly count: number };
}

export function partWithin({ rows, columns, inputHeight, inputWidth }: InputCells): Part {
  return { rows: clipped(rows, inputHeight), columns: clipped(columns, inputWidth) };
}

/** That part of the input, of `count` channels from `first` on, and the output's number; for a tidy around it. */
export function partTensors(
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

/** The cells of `input`, the part's values [rows, columns, channels]. */
export interface PartValues {
  readonly cells: InputCells;
  readonly part: Part;
  readonly input: Float32Array;
  /** How many `input` has. */
  readonly channels: number;
}

/** What lies in one channel, [row][column] of the cells; `null` in the padding. */
export function valuesIn({ cells, part, input, channels }: PartValues, channel: number): (number | null)[][] {
  return cells.rows.map((row) =>
    cells.columns.map((column) => {
      const [y, x] = [row - part.rows.first, column - part.columns.first];
      if (y < 0 || x < 0 || y >= part.rows.count || x >= part.columns.count) return null;
      return input[(y * part.columns.count + x) * channels + channel] ?? null;
    }),
  );
}

/**
 * One channel's part of a sum.
 * @param first The input's channel that `values` begin with, of which this one is so many further: `index`.
 * @param weightAt The kernel over the cell at a row and a column of the window.
 */
export function channelTerm(
  values: PartValues,
  [first, index]: readonly [number, number],
  weightAt: (row: number, column: number) => number,
): ChannelTerm {
  const under = valuesIn(values, index).map((line) => line.map((value) => value ?? 0));
  const kernel = under.map((line, row) => line.map((_, column) => weightAt(row, column)));
  const products = under.map((line, row) =>
    line.map((value, column) => value * (kernel[row]?.[column] ?? NaN)),
  );
  return { channel: first + index, values: under, kernel, products, sum: total(products.flat()) };
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
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
