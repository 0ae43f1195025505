/** The cells that make the numbers of a pooling layer, as the console tells of them: plain rows. */
import type { PoolingWinners } from '../engine/protocol/arithmetic';

/** A map of numbers, `[row][column]`. */
export type Grid = readonly (readonly number[])[];

interface InputCell {
  readonly inputRow: number;
  readonly inputColumn: number;
}

/** `inputRow` and `inputColumn` hold the largest value of the window, also where the mean is taken. */
interface WinningCell extends InputCell {
  readonly row: number;
  readonly column: number;
  /** The layer's own output there: the largest, or the mean. */
  readonly value: number;
  /** Every cell that counts: the largest alone, or all of the window without its padding. */
  readonly cells: readonly InputCell[];
}

export interface WinningCells {
  readonly mode: 'max' | 'average';
  /** One a cell of the output, row by row. */
  readonly winners: readonly WinningCell[];
  /** What max and what average pooling make of the map, with the layer's windows. */
  readonly max: Grid;
  readonly average: Grid;
}

export function winningCells(answer: PoolingWinners): WinningCells {
  const { mode, width, inputWidth, windowRows, windowColumns, winners, max, average } = answer;
  return {
    mode,
    winners: [...winners].map((cell, index) => {
      const [row, column] = [Math.floor(index / width), index % width];
      const largest = { inputRow: Math.floor(cell / inputWidth), inputColumn: cell % inputWidth };
      const under = (windowRows[row] ?? []).flatMap((inputRow) =>
        (windowColumns[column] ?? []).map((inputColumn) => ({ inputRow, inputColumn })),
      );
      return {
        row,
        column,
        ...largest,
        value: (mode === 'max' ? max : average)[index] ?? NaN,
        cells: mode === 'max' ? [largest] : under,
      };
    }),
    max: gridOf(max, width),
    average: gridOf(average, width),
  };
}

/** Row-major values as rows. */
export function gridOf(values: Float32Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
}
