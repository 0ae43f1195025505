import { X } from 'lucide-react';
import { useFaults } from '../../state/faults';
import { IconButton } from './IconButton';
import styles from './Faults.module.css';

/** What went wrong, told where it cannot be missed, until it is dismissed. */
export function Faults() {
  const faults = useFaults((state) => state.faults);
  const dismiss = useFaults((state) => state.dismiss);
  return (
    <div className={styles.stack} role="alert" aria-label="Problems" data-empty={faults.length === 0}>
      {faults.map((fault) => (
        <div key={fault.id} className={styles.fault}>
          <div className={styles.text}>
            <p>
              {fault.message}
              {fault.times > 1 && <span className={styles.times}> ({fault.times} times)</span>}
            </p>
            {fault.detail !== '' && fault.detail !== fault.message && (
              <details>
                <summary className={styles.summary}>Details for a bug report</summary>
                <pre className={styles.detail} tabIndex={0}>
                  {fault.code}
                  {'\n'}
                  {fault.detail}
                </pre>
              </details>
            )}
          </div>
          <IconButton label="Dismiss" icon={<X aria-hidden="true" />} onClick={() => dismiss(fault.id)} />
        </div>
      ))}
    </div>
  );
}
