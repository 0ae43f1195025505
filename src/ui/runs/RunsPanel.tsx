import { useState } from 'react';
import { bestEpoch, useRuns, type RunRecord } from '../../state/runs';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { RunComparison } from './RunComparison';
import { RunEntry } from './RunEntry';
import styles from './RunsPanel.module.css';

/** Every run that was made: which was best, what it was made with, and any of them side by side. */
export function RunsPanel() {
  const runs = useRuns((state) => state.runs);
  const compared = useRuns((state) => state.compared);
  const complaint = useRuns((state) => state.complaint);
  const [removed, setRemoved] = useState<RunRecord | null>(null);
  const best = bestRun(runs);
  const chosen = compared.flatMap((id) => runs.filter((run) => run.id === id));
  return (
    <Panel title="Runs">
      {complaint !== null && <Notice tone="warning">{complaint}</Notice>}
      {runs.length === 0 ? (
        <p className={styles.empty}>
          Each run is kept here when it ends, with its settings, its network and its curves, to be compared
          with the next.
        </p>
      ) : (
        <ul className={styles.list} aria-label="Runs, newest first">
          {runs.map((run) => (
            <RunEntry
              key={run.id}
              run={run}
              best={run.id === best?.id}
              onRemove={() => {
                useRuns.getState().remove(run.id);
                setRemoved(run);
              }}
            />
          ))}
        </ul>
      )}
      {removed !== null && (
        <Notice
          tone="info"
          role="status"
          action={{
            label: 'Put back',
            run: () => {
              useRuns.getState().restore(removed);
              setRemoved(null);
            },
          }}
        >
          {removed.name} was removed.
        </Notice>
      )}
      {chosen.length > 0 && <RunComparison runs={chosen} />}
    </Panel>
  );
}

function bestRun(runs: readonly RunRecord[]): RunRecord | null {
  const accuracy = (run: RunRecord) => bestEpoch(run)?.validationAccuracy ?? -1;
  return runs.reduce<RunRecord | null>(
    (best, run) => (best === null || accuracy(run) > accuracy(best) ? run : best),
    null,
  );
}
