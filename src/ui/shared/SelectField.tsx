import { useId } from 'react';
import { ChevronDown } from 'lucide-react';
import styles from './fields.module.css';
import { classNames } from './classNames';

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  /** A sentence under the field. */
  readonly help?: string;
  /** What assistive technology says after the name, where the eye has a tooltip. */
  readonly description?: string | undefined;
  /** Leaves the label to assistive technology where the place already shows it. */
  readonly hideLabel?: boolean;
  /** Label before the field on one line instead of above it. */
  readonly inline?: boolean;
}

/** A labelled combobox (the platform's own select). */
export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
  help,
  description,
  hideLabel = false,
  inline = false,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className={classNames(styles.field, inline && styles.inline)}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <span className={styles.selectBox}>
        <select
          id={id}
          className={classNames(styles.control, styles.select)}
          value={value}
          disabled={disabled}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          aria-description={description}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" className={styles.chevron} />
      </span>
      {help !== undefined && (
        <span id={`${id}-help`} className={styles.help}>
          {help}
        </span>
      )}
    </div>
  );
}
