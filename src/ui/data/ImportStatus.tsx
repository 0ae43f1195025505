import type { ImportProgress } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { Button } from '../shared/Button';
import { countOf, formatFew } from '../shared/format';
import { ProgressBar } from '../shared/ProgressBar';
import styles from './ImportStatus.module.css';

/** How far the import is, with its counts and the way to end it. */
export function ImportStatus({ progress }: { readonly progress: ImportProgress }) {
  const cancel = useDataset((state) => state.cancelImport);
  const { done, total, rejected } = progress;
  const counts = total > 0 ? `${formatFew(done)} of ${countOf(total, 'file')}` : 'Looking for images';
  return (
    <div className={styles.status}>
      <ProgressBar label="Importing images" value={done} max={total} valueText={counts} />
      <div className={styles.line}>
        <span className="figures">
          {counts}
          {rejected > 0 && <span className={styles.rejected}>, {formatFew(rejected)} rejected</span>}
        </span>
        <Button size="small" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
