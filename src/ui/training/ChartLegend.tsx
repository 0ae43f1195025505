import type { History } from '../../engine/protocol';
import type { ChartRow, Metric } from './chartRows';
import styles from './ChartLegend.module.css';
import { figuresAt, metricText } from './chartText';

interface ChartLegendProps {
  readonly title: string;
  readonly metric: Metric;
  readonly history: History;
  /** The point looked at; `null` shows the latest figures. */
  readonly row: ChartRow | null;
}

const series = ['batch', 'training', 'validation'] as const;

/** Heading and legend in one: each series with its line and its figure at the point looked at. */
export function ChartLegend({ title, metric, history, row }: ChartLegendProps) {
  const figures = figuresAt(row, metric, history);
  const begun = history.batches.length > 0;
  return (
    <figcaption className={styles.caption}>
      <span className={styles.title}>{title}</span>
      <span className={styles.place}>
        {row !== null ? `step ${row.step}, epoch ${row.epoch}` : begun ? 'latest' : ''}
      </span>
      {begun && (
        <span className={styles.legend}>
          {series.map((name) => (
            <span key={name} className={styles.entry}>
              <svg aria-hidden="true" width="18" height="8" className={styles[name]}>
                <line x1="0" x2="18" y1="4" y2="4" />
                {name !== 'batch' && <circle cx="9" cy="4" r="2.5" />}
              </svg>
              {name}
              <span className={styles.figure}> {metricText(figures[name], metric)}</span>
            </span>
          ))}
        </span>
      )}
    </figcaption>
  );
}
