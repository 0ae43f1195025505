import { Pin, Trash2 } from 'lucide-react';
import { bestEpoch, useRuns, type RunRecord } from '../../state/runs';
import { countOf, formatMagnitude } from '../shared/format';
import { IconButton } from '../shared/IconButton';
import { formatPercent } from '../training/format';
import styles from './RunsPanel.module.css';

interface RunEntryProps {
  readonly run: RunRecord;
  /** Whether none told more validation images right. */
  readonly best: boolean;
  readonly onRemove: () => void;
}

/** One run: how well it went, and whether it is compared. */
export function RunEntry({ run, best, onRemove }: RunEntryProps) {
  const compared = useRuns((state) => state.compared.includes(run.id));
  const { compare, change } = useRuns.getState();
  const epoch = bestEpoch(run);
  const when = new Date(run.startedMs);
  return (
    <li className={styles.run}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={compared}
          aria-label={`Compare ${run.name}`}
          onChange={(event) => compare(run.id, event.target.checked)}
        />
        <span className={styles.about}>
          <span className={styles.name}>
            {run.name}
            {best && <span className={styles.best}>best</span>}
          </span>
          <span className={styles.facts}>
            {epoch?.validationAccuracy == null
              ? `training accuracy ${formatPercent(epoch?.accuracy ?? NaN)}`
              : `${formatPercent(epoch.validationAccuracy)} in epoch ${epoch.epoch}`}
            {' · '}
            {run.settings.optimizer} {run.settings.learningRate}
            {' · '}
            {countOf(run.epochs.length, 'epoch')}
            {' · '}
            {countOf(run.network.nodes.length, 'layer')}, {formatMagnitude(run.parameters)} parameters
            {run.ended !== 'finished' && ` · ${run.ended}`}
          </span>
          <time className={styles.facts} dateTime={when.toISOString()}>
            {when.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })},{' '}
            {Math.round(run.durationMs / 1000)} s
          </time>
        </span>
      </label>
      <IconButton
        label={run.pinned ? `Unpin ${run.name}` : `Pin ${run.name}`}
        tip={run.pinned ? 'Pinned: kept whatever comes' : 'Pin: keep whatever comes'}
        aria-pressed={run.pinned}
        icon={<Pin aria-hidden="true" />}
        onClick={() => change(run.id, { pinned: !run.pinned })}
      />
      <IconButton label={`Remove ${run.name}`} icon={<Trash2 aria-hidden="true" />} onClick={onRemove} />
    </li>
  );
}
