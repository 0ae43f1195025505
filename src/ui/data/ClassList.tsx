import type { ClassSummary, DatasetSummary } from '../../engine/protocol';
import { countOf, formatFew } from '../shared/format';
import { ClassThumbnails } from './ClassThumbnails';
import styles from './ClassList.module.css';

/** With more classes than this the list would bury the rest of the page. */
const MOST_WITH_PICTURES = 10;

/** Every class with its count, how it is divided, and a few of its pictures. */
export function ClassList({ summary }: { readonly summary: DatasetSummary }) {
  const compact = summary.classes.length > MOST_WITH_PICTURES;
  const hasTest = summary.classes.some((entry) => entry.test > 0);
  return (
    <div className={styles.classes}>
      <ul className={styles.list} aria-label="Classes">
        {summary.classes.map((entry, label) => (
          <li
            key={entry.name}
            className={styles.entry}
            aria-label={`${entry.name}, ${countOf(entry.count, 'image')}`}
          >
            <div className={styles.line}>
              <span className={styles.name}>{entry.name}</span>
              <span className={styles.count}>{formatFew(entry.count)}</span>
            </div>
            <SplitBar entry={entry} />
            {!compact && (
              <ClassThumbnails
                label={label}
                version={`${entry.name} ${entry.count} ${summary.format.height} ${summary.format.channels}`}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.key} aria-hidden="true">
        <span className={styles.train}>training</span>
        <span className={styles.validation}>validation</span>
        {hasTest && <span className={styles.test}>test</span>}
      </div>
    </div>
  );
}

function SplitBar({ entry }: { readonly entry: ClassSummary }) {
  const parts = [
    { name: 'training', count: entry.train, style: styles.train },
    { name: 'validation', count: entry.validation, style: styles.validation },
    { name: 'test', count: entry.test, style: styles.test },
  ].filter((part) => part.count > 0);
  const spoken = parts.map((part) => `${formatFew(part.count)} ${part.name}`).join(', ');
  return (
    <div className={styles.bar} role="img" aria-label={spoken} title={spoken}>
      {parts.map((part) => (
        <span key={part.name} className={part.style} style={{ flexGrow: part.count }} />
      ))}
    </div>
  );
}
