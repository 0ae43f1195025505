import { NumberField } from '../../shared/NumberField';
import { Toggle } from '../../shared/Toggle';
import styles from './OptionalNumberField.module.css';

interface OptionalNumberFieldProps {
  readonly label: string;
  readonly description: string;
  /** `null` while it is switched off. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What it becomes when it is switched on. */
  readonly initial: number;
  readonly disabled: boolean;
  readonly onChange: (value: number | null) => void;
}

/** A switch, and beside it a number while it is on. */
export function OptionalNumberField(props: OptionalNumberFieldProps) {
  const { label, description, value, min, max, step, initial, disabled, onChange } = props;
  return (
    <div className={styles.row}>
      <Toggle
        label={label}
        description={description}
        checked={value !== null}
        disabled={disabled}
        onChange={(on) => onChange(on ? initial : null)}
      />
      {value === null ? (
        <span className={styles.none}>none</span>
      ) : (
        <NumberField
          label={`${label} set to`}
          hideLabel
          className={styles.number}
          value={value}
          min={min}
          max={max}
          step={step}
          disabled={disabled}
          onChange={onChange}
        />
      )}
    </div>
  );
}
