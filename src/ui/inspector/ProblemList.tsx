import type { Problem } from '../../network/problem';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { Notice } from '../shared/Notice';
import styles from './Details.module.css';

/** What is wrong, each with its fix where one is certain. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const locked = useRunLock((state) => state.locked);
  const { applyFix } = useNetwork.getState();
  if (problems.length === 0) return null;
  return (
    <div className={styles.problems}>
      {problems.map(({ message, severity, fix, nodeId }) => (
        <Notice
          key={`${nodeId ?? ''} ${message}`}
          tone={severity}
          action={fix && { label: fix.label, run: () => applyFix(fix), disabled: locked }}
        >
          {message}
        </Notice>
      ))}
    </div>
  );
}
