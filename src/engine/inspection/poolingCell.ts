import type { Window } from '../protocol/arithmetic';

export interface PooledCell {
  /** Row and column of the input, the first of equal ones in reading order; `null` for a window of padding alone. */
  readonly winner: { readonly row: number; readonly column: number } | null;
  readonly max: number;
  /** Of the cells that are no padding, as TensorFlow has it. */
  readonly average: number;
}

/** The largest and the mean of `values`, [window row][window column], `null` in the padding. */
export function poolingCell(
  window: Pick<Window, 'rows' | 'columns'>,
  values: readonly (readonly (number | null)[])[],
): PooledCell {
  let winner: PooledCell['winner'] = null;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (const [i, line] of values.entries()) {
    for (const [j, value] of line.entries()) {
      if (value === null) continue;
      sum += value;
      count++;
      if (value <= max) continue;
      max = value;
      winner = { row: window.rows[i] ?? NaN, column: window.columns[j] ?? NaN };
    }
  }
  return { winner, max, average: sum / count };
}
