import { formatPercent } from './format';
import styles from './ConfusionMatrix.module.css';

export interface ConfusionCell {
  readonly truth: number;
  readonly predicted: number;
}

interface ConfusionMatrixProps {
  readonly classNames: readonly string[];
  /** `counts[truth][predicted]`. */
  readonly counts: readonly (readonly number[])[];
  readonly chosen: ConfusionCell | null;
  /** Called with the cell that is pressed; `null` where it was the chosen one. */
  readonly onChoose: (cell: ConfusionCell | null) => void;
}

/** Rows are the truth, columns what the network said; the tint is the share of the row. */
export function ConfusionMatrix({ classNames, counts, chosen, onChoose }: ConfusionMatrixProps) {
  return (
    <div className={styles.scroll} role="region" aria-label="Confusion matrix, scrollable" tabIndex={0}>
      <table aria-label="Confusion matrix" className={styles.table}>
        <caption className={styles.caption}>
          Confusion matrix: rows are the true class, columns the predicted one.
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              true ↓ predicted →
            </th>
            {classNames.map((name) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classNames.map((name, truth) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              {classNames.map((predicted, column) => (
                <Cell
                  key={predicted}
                  row={counts[truth] ?? []}
                  column={column}
                  right={truth === column}
                  name={`${name}, predicted ${predicted}`}
                  chosen={chosen?.truth === truth && chosen.predicted === column}
                  onPress={(pressed) => onChoose(pressed ? { truth, predicted: column } : null)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly row: readonly number[];
  readonly column: number;
  readonly right: boolean;
  readonly name: string;
  readonly chosen: boolean;
  readonly onPress: (pressed: boolean) => void;
}

/** The tint never passes two fifths, so that the text stays readable on it in both themes. */
function Cell({ row, column, right, name, chosen, onPress }: CellProps) {
  const count = row[column] ?? 0;
  const total = row.reduce((sum, each) => sum + each, 0);
  const share = total === 0 ? 0 : count / total;
  const hue = right ? 'var(--series-training)' : 'var(--series-validation)';
  return (
    <td
      style={{ background: `color-mix(in srgb, ${hue} ${Math.round(share * 40)}%, transparent)` }}
      data-right={right}
    >
      <button
        type="button"
        className={styles.cell}
        aria-pressed={chosen}
        title={`Show the pictures: ${name}`}
        onClick={() => onPress(!chosen)}
      >
        {/* A space, else the two are one number to whoever listens: 40 100 %. */}
        {count} <span className={styles.share}>{total === 0 ? '–' : formatPercent(share)}</span>
      </button>
    </td>
  );
}
