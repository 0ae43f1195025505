import styles from './Toggle.module.css';

interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** What assistive technology says after the name, where the eye has a tooltip. */
  readonly description?: string | undefined;
  /** Leaves the label to assistive technology where the row already shows it. */
  readonly hideLabel?: boolean;
}

/** A switch with its label. */
export function Toggle({
  label,
  checked,
  onChange,
  disabled = false,
  description,
  hideLabel = false,
}: ToggleProps) {
  return (
    <label className={styles.toggle}>
      <input
        type="checkbox"
        role="switch"
        className={styles.input}
        checked={checked}
        disabled={disabled}
        aria-description={description}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.track} aria-hidden="true" />
      <span className={hideLabel ? 'visually-hidden' : styles.label}>{label}</span>
    </label>
  );
}
