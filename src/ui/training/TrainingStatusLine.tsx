import { useTraining } from '../../state/training';
import { focusCard } from '../builder/cardFocus';
import { Button } from '../shared/Button';
import { ProgressBar } from '../shared/ProgressBar';
import { paceText, positionText, runFraction } from './phases';
import styles from './TrainingStatusLine.module.css';
import { useRunAnnouncements } from './useRunAnnouncements';
import type { TrainingObstacle } from './useTrainingObstacle';

interface TrainingStatusLineProps {
  /** Why training cannot start; shown until a run was begun. */
  readonly obstacle: TrainingObstacle | null;
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
  const hint = asking === 'train' ? 'Preparing…' : (obstacle?.message ?? 'Ready to train.');
  const layer = obstacle?.layer ?? null;
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
      {showsHint ? (
        <span className={styles.next}>
          <span className={styles.hint} title={hint}>
            {hint}
          </span>
          {layer !== null && (
            <Button size="small" aria-label={`Show ${layer.label}`} onClick={() => focusCard(layer.id)}>
              Show
            </Button>
          )}
        </span>
      ) : (
        <span className={styles.pace}>{paceText(status)}</span>
      )}
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
