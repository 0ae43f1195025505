import { useInspection } from '../../state/inspection';
import { formatPercent } from '../training/format';
import styles from './PredictionTable.module.css';

/** More classes than this are cut to the likeliest. */
const MOST_ROWS = 10;

/** What the network says of the probe: a probability for each class, likeliest in bold. */
export function PredictionTable() {
  const prediction = useInspection((state) => state.prediction);
  const truth = useInspection((state) => state.probe?.truth ?? null);
  if (prediction === null) return null;
  const rows = prediction.classNames.map((name, index) => ({
    name,
    index,
    probability: prediction.probabilities[index] ?? 0,
  }));
  const likeliest = rows.toSorted((a, b) => b.probability - a.probability);
  const shown = rows.length > MOST_ROWS ? likeliest.slice(0, MOST_ROWS) : rows;
  return (
    <div className={styles.place}>
      <table aria-label="Prediction" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Prediction</th>
            <th scope="col" colSpan={2} className={styles.numbers}>
              Probability
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, index, probability }) => (
            <tr key={name} data-likeliest={likeliest[0]?.index === index}>
              <th scope="row" title={name}>
                {name}
                {truth === index && <span className={styles.truth}> true class</span>}
              </th>
              <td className={styles.barCell}>
                <div className={styles.bar} style={{ transform: `scaleX(${probability})` }} />
              </td>
              <td className={styles.numbers}>{formatPercent(probability)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className={styles.more}>and {rows.length - shown.length} less likely classes</p>
      )}
    </div>
  );
}
