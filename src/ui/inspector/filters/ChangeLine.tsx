import type { FilterChanges } from '../../../engine/protocol/filters';
import { formatPercent } from '../../training/format';
import styles from './FiltersView.module.css';
import { byChange, meanChange } from './filterOrder';

interface ChangeLineProps {
  readonly changes: FilterChanges;
  /** Counted from 0. */
  readonly filter: number;
}

/** How far the filters went from where they began, and the chosen one. */
export function ChangeLine({ changes: { changes, seed }, filter }: ChangeLineProps) {
  if (changes === null) {
    return (
      <p className={styles.note}>
        These filters have too many weights to draw the first ones again, so they are shown as they are now.
      </p>
    );
  }
  const mean = meanChange(changes);
  const [most = 0] = byChange(changes);
  const own = changes[filter] ?? NaN;
  return (
    <p className={styles.note} aria-live="polite">
      {mean === null || mean === 0 ? (
        <>As drawn from seed {seed}: not changed yet.</>
      ) : (
        <>
          Filter {filter + 1} changed by <strong>{shareText(own)}</strong> of its length since it was drawn
          from seed {seed}; on average {shareText(mean)}, filter {most + 1} most (
          {shareText(changes[most] ?? NaN)}).
        </>
      )}
    </p>
  );
}

function shareText(share: number): string {
  if (!Number.isFinite(share)) return 'all, from 0,';
  return share > 0 && share < 0.001 ? 'less than 0.1 %' : formatPercent(share);
}
