import { useValueColour } from '../../shared/valueColour';
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
  readonly marked?: { readonly row: number; readonly column: number } | undefined;
}

/** Numbers in the colours of their values, cell by cell. */
export function NumberMatrix({ caption, values, range, marked }: NumberMatrixProps) {
  const colour = useValueColour();
  return (
    <table className={styles.matrix}>
      <caption>{caption}</caption>
      <tbody>
        {values.map((line, row) => (
          <tr key={row}>
            {line.map((value, column) => (
              <td
                key={column}
                style={value === null ? undefined : colour(value, range)}
                data-padding={value === null}
                data-marked={marked?.row === row && marked.column === column}
                title={value === null ? 'padding' : String(value)}
              >
                {value === null ? '·' : shortNumber(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
