import { useTraining } from '../../state/training';
import { ProgressBar } from '../shared/ProgressBar';
import { paceText, positionText, runFraction } from './phases';
import styles from './TrainingStatusLine.module.css';
import { useRunAnnouncements } from './useRunAnnouncements';

interface TrainingStatusLineProps {
  /** Why training cannot start; shown until a run was begun. */
  readonly obstacle: string | null;
}

/**
 * Where the run stands, as text and as a line. The figures change several times a second, so they are not read out;
 * what is read out is said by `useRunAnnouncements`.
 */
export function TrainingStatusLine({ obstacle }: TrainingStatusLineProps) {
  const status = useTraining((state) => state.status);
  const asking = useTraining((state) => state.asking);
  const position = positionText(status);
  const active = status !== null && ['preparing', 'running', 'pausing', 'paused'].includes(status.phase);
  const hint = asking === 'train' ? 'Preparing…' : (obstacle ?? 'Ready to train.');
  useRunAnnouncements(status);
  const showsHint = position === null || (!active && obstacle !== null);
  return (
    <div
      role="status"
      aria-label="Training status"
      aria-live="off"
      className={styles.status}
      data-phase={status?.phase}
    >
      {position !== null && <span className={styles.position}>{position}</span>}
      <span className={showsHint ? styles.hint : styles.pace} title={showsHint ? hint : undefined}>
        {showsHint ? hint : paceText(status)}
      </span>
      {active && (
        <div className={styles.progress}>
          <ProgressBar
            label="Training progress"
            value={runFraction(status)}
            max={1}
            valueText={position ?? ''}
          />
        </div>
      )}
    </div>
  );
}
