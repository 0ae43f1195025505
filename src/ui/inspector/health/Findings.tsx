import type { Finding, HealthAction } from '../../../engine/protocol/diagnosis/finding';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { useTraining } from '../../../state/training';
import { announce } from '../../shared/announcement';
import { Notice } from '../../shared/Notice';
import styles from './HealthView.module.css';

/** What is wrong and what to do, or that nothing is. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const locked = useRunLock((state) => state.locked);
  const settings = useTraining((state) => state.settings);
  return (
    <section className={styles.findings} aria-label="Findings">
      {findings.map(({ kind, severity, title, message, remedy, action }) => {
        const taken = action?.kind === 'settings' && !action.resets && isSet(settings, action.patch);
        const offered = action !== null && !taken;
        return (
          <Notice
            key={kind}
            tone={severity === 'good' ? 'info' : severity}
            action={offered ? { label: action.label, run: () => take(action), disabled: locked } : undefined}
          >
            <div className={styles.finding}>
              <strong className={severity === 'good' ? styles.good : undefined}>{title}</strong>
              <p>{message}</p>
              {remedy !== '' && <p>{remedy}</p>}
              {offered && locked && <p>Stop training to change that.</p>}
              {taken && <p>That is set now: it counts from the next run on.</p>}
            </div>
          </Notice>
        );
      })}
    </section>
  );
}

function take(action: HealthAction): void {
  if (action.kind === 'network') {
    useNetwork.getState().edit(() => action.network);
    announce('The network is changed. Undo brings it back as it was.');
    return;
  }
  const { settings, setSettings, resetWeights } = useTraining.getState();
  setSettings({ ...settings, ...action.patch });
  if (action.resets) void resetWeights();
  announce(
    action.resets ? 'The setting is changed and the weights are drawn anew.' : 'The setting is changed.',
  );
}

function isSet(settings: object, patch: object): boolean {
  const now = new Map<string, unknown>(Object.entries(settings));
  return Object.entries(patch).every(
    ([name, value]) => JSON.stringify(now.get(name)) === JSON.stringify(value),
  );
}
