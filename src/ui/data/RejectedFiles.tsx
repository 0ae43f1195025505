import type { RejectedFile } from '../../engine/protocol';
import { countOf } from '../shared/format';
import styles from './RejectedFiles.module.css';

/** The files that could not be read or are there already, each with the reason. */
export function RejectedFiles({ files }: { readonly files: readonly RejectedFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className={styles.rejected} open>
      <summary className={styles.summary}>{countOf(files.length, 'file')} left out</summary>
      <ul className={styles.list} aria-label="Rejected files" tabIndex={0}>
        {files.map((file, index) => (
          <li key={`${file.path} ${index}`} className={styles.entry}>
            <span className={styles.path}>{file.path}</span>
            <span className={styles.reason}>{file.reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
