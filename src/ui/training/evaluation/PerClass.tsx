import { useEvaluationView } from '../../../state/evaluationView';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import styles from './evaluation.module.css';
import { classFigures, judged, macroAverage, type ClassFigures } from './metrics';
import { useImagePredictions } from './useImagePredictions';

/** Precision, recall and F1 of each class. */
export function PerClass() {
  const { answer, problem } = useImagePredictions();
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null) return <p className={styles.note}>Asking the network about each image…</p>;
  const { classNames } = answer;
  const { showInEmbedding } = useEvaluationView.getState();
  const figures = classFigures(judged(answer), classNames.length);
  const rows = [
    ...figures.map((each, index) => ({ name: classNames[index] ?? '?', ...each })),
    { name: 'mean', ...macroAverage(figures) },
  ];
  return (
    <div className={styles.view}>
      <div className={styles.scroll} role="region" aria-label="Per class, scrollable" tabIndex={0}>
        <table className={styles.table} aria-label="Per class">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" title="Of those called so, the share that is">
                Precision
              </th>
              <th scope="col" title="Of those that are so, the share that is found">
                Recall
              </th>
              <th scope="col" title="Harmonic mean of precision and recall">
                F1
              </th>
              <th scope="col">Images</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, ...row }, truth) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  {truth === figures.length ? (
                    name
                  ) : (
                    <button
                      type="button"
                      className={styles.link}
                      title={`Show ${name} in the embedding`}
                      onClick={() => showInEmbedding({ truth })}
                    >
                      {name}
                    </button>
                  )}
                </th>
                {numbers(row).map((value, index) => (
                  <td key={index}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ExportButtons
        of="the figures per class"
        formats={[
          {
            name: 'CSV',
            save: () =>
              saveText(
                'per class.csv',
                'text/csv',
                csvOf([
                  ['class', 'precision', 'recall', 'f1', 'support'],
                  ...rows.map(({ name, precision, recall, f1, support }) => [
                    name,
                    precision,
                    recall,
                    f1,
                    support,
                  ]),
                ]),
              ),
          },
        ]}
      />
    </div>
  );
}

function numbers({ precision, recall, f1, support }: ClassFigures): readonly string[] {
  return [precision.toFixed(3), recall.toFixed(3), f1.toFixed(3), String(support)];
}
