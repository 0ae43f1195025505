import type { KeyboardEvent } from 'react';
import { useValueColour } from '../../shared/valueColour';
import type { MapCell } from '../maps/MapFigure';
import styles from './NumberMatrix.module.css';
import { shortNumber } from './shortNumber';

interface NumberMatrixProps {
  /** What it is, read out and shown above it: `Window`. */
  readonly caption: string;
  /** [row][column]; `null` is padding. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The magnitude with the strongest colour. */
  readonly range: number;
  /** Rings this cell. */
  readonly marked?: MapCell | undefined;
  /** The cell that is read; also where the keyboard goes in. */
  readonly read: MapCell | null;
  readonly onRead: (cell: MapCell) => void;
  /** The accessible name of a cell, with its number in full. */
  readonly nameOf: (cell: MapCell) => string;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Numbers in the colours of their values, cell by cell; pointer, tap and arrow keys read one of them. */
export function NumberMatrix(props: NumberMatrixProps) {
  const { caption, values, range, marked, read, onRead, nameOf } = props;
  const colour = useValueColour();
  const [rows, columns] = [values.length, values[0]?.length ?? 0];
  const within = read !== null && read.row < rows && read.column < columns ? read : null;
  const stop = within ?? { row: 0, column: 0 };
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const held = (index: number, length: number) => Math.min(length - 1, Math.max(0, index));
    const [row, column] = [held(stop.row + step[0], rows), held(stop.column + step[1], columns)];
    event.currentTarget.rows[row]?.cells[column]?.focus();
  };
  return (
    <table className={styles.matrix} role="grid" aria-label={caption} onKeyDown={onKeyDown}>
      <caption>{caption}</caption>
      <tbody>
        {values.map((line, row) => (
          <tr key={row}>
            {line.map((value, column) => (
              <td
                key={column}
                tabIndex={row === stop.row && column === stop.column ? 0 : -1}
                aria-label={nameOf({ row, column })}
                style={value === null ? undefined : colour(value, range)}
                data-padding={value === null}
                data-marked={marked?.row === row && marked.column === column}
                data-read={within?.row === row && within.column === column}
                onFocus={() => onRead({ row, column })}
                onPointerEnter={() => onRead({ row, column })}
              >
                {value === null ? '·' : shortNumber(value, range)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
