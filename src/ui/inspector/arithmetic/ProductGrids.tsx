import { useState } from 'react';
import type { ChannelTerm } from '../../../engine/protocol/arithmetic';
import { formatValue } from '../../training/format';
import { largest, type MapCell } from '../maps/MapFigure';
import styles from './ArithmeticView.module.css';
import { NumberMatrix } from './NumberMatrix';

interface ProductGridsProps {
  readonly term: ChannelTerm;
  /** What the three are: `Window`, `Kernel`. */
  readonly names: { readonly values: string; readonly kernel: string };
  /** Of the input, for each row and column of the grids. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Of the whole input; what is not in it is padding. */
  readonly inputHeight: number;
  readonly inputWidth: number;
}

/** Values times weights are products, number by number; the same place is read in all three. */
export function ProductGrids({ term, names, rows, columns, inputHeight, inputWidth }: ProductGridsProps) {
  const [read, setRead] = useState<MapCell | null>(null);
  const isPadding = (row: number, column: number) => {
    const [y, x] = [rows[row] ?? -1, columns[column] ?? -1];
    return y < 0 || x < 0 || y >= inputHeight || x >= inputWidth;
  };
  const values = term.values.map((line, row) =>
    line.map((value, column) => (isPadding(row, column) ? null : value)),
  );
  const numberAt = (from: readonly (readonly number[])[], { row, column }: MapCell) =>
    formatValue(from[row]?.[column] ?? NaN);
  const placeOf = ({ row, column }: MapCell) =>
    isPadding(row, column)
      ? 'Padding'
      : `Input row ${(rows[row] ?? 0) + 1}, column ${(columns[column] ?? 0) + 1}`;
  const gridOf = (caption: string, from: typeof values, plain: readonly (readonly number[])[]) => (
    <NumberMatrix
      caption={caption}
      values={from}
      range={largest(plain.flat())}
      read={read}
      onRead={setRead}
      nameOf={(cell) => `${placeOf(cell)}: ${numberAt(plain, cell)}`}
    />
  );
  const shown = read !== null && read.row < rows.length && read.column < columns.length ? read : null;
  return (
    <div role="group" aria-label={`Channel ${term.channel + 1}, number by number`}>
      <div className={styles.matrices}>
        {gridOf(names.values, values, term.values)}
        <span className={styles.sign}>×</span>
        {gridOf(
          names.kernel,
          term.kernel.map((line) => [...line]),
          term.kernel,
        )}
        <span className={styles.sign}>=</span>
        {gridOf(
          'Products',
          term.products.map((line) => [...line]),
          term.products,
        )}
        <span className={styles.sign}>Σ {formatValue(term.sum)}</span>
      </div>
      <p className={styles.readout}>
        {shown === null
          ? 'Point at a number, or go through them with the arrow keys, to read it in full.'
          : `${placeOf(shown)}: ${numberAt(term.values, shown)} × ${numberAt(term.kernel, shown)} = ${numberAt(term.products, shown)}`}
      </p>
    </div>
  );
}
