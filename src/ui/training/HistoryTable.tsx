import { useState } from 'react';
import type { EpochPoint } from '../../engine/protocol';
import { formatDuration } from './format';
import styles from './HistoryTable.module.css';
import { metricText } from './chartText';

/** Older epochs are in the CSV; a table of thousands would slow the page. */
const MOST_ROWS = 100;

/** The curves as figures: an alternative for whoever does not see them, or wants the numbers. Latest epoch first. */
export function HistoryTable({ epochs }: { readonly epochs: readonly EpochPoint[] }) {
  const [open, setOpen] = useState(false);
  if (epochs.length === 0) return null;
  const shown = open ? epochs.slice(-MOST_ROWS).reverse() : [];
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Epochs as a table</summary>
      {open && (
        <div className={styles.scroll} role="region" aria-label="Epochs" tabIndex={0}>
          <table className={styles.table}>
            <caption className="visually-hidden">Loss and accuracy of each epoch, latest first</caption>
            <thead>
              <tr>
                <th scope="col">Epoch</th>
                <th scope="col">Loss</th>
                <th scope="col">
                  <abbr title="Validation loss">Val. loss</abbr>
                </th>
                <th scope="col">Acc.</th>
                <th scope="col">
                  <abbr title="Validation accuracy">Val. acc.</abbr>
                </th>
                <th scope="col">Time</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((point) => (
                <tr key={point.epoch}>
                  <th scope="row">{point.epoch}</th>
                  <td>{metricText(point.loss, 'loss')}</td>
                  <td>{metricText(point.validationLoss, 'loss')}</td>
                  <td>{metricText(point.accuracy, 'accuracy')}</td>
                  <td>{metricText(point.validationAccuracy, 'accuracy')}</td>
                  <td>{formatDuration(point.durationMs / 1000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && epochs.length > MOST_ROWS && (
        <p className={styles.note}>The last {MOST_ROWS} epochs; the CSV has all of them.</p>
      )}
    </details>
  );
}
