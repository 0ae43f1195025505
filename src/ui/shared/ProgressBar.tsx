import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  /** Accessible name: what progresses. */
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Read out instead of a percentage: `120 of 200 files`. */
  readonly valueText?: string;
}

/** How far something is; an unknown end (`max` 0) shows as working. */
export function ProgressBar({ label, value, max, valueText }: ProgressBarProps) {
  const fraction = max > 0 ? Math.min(1, value / max) : null;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={fraction === null ? undefined : max}
      aria-valuenow={fraction === null ? undefined : value}
      aria-valuetext={valueText}
      className={styles.track}
      data-unknown={fraction === null}
    >
      <div className={styles.fill} style={{ transform: `scaleX(${fraction ?? 0.3})` }} />
    </div>
  );
}
