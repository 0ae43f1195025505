import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { classNames } from './classNames';
import styles from './fields.module.css';
import { clamp, readNumber, stepNumber } from './numberEntry';
import type { NumberRange } from './numberEntry';

interface NumberFieldProps extends NumberRange {
  readonly label: string;
  readonly value: number;
  /** Called with a number inside the range: on Enter, on leaving the field, and at each arrow key. */
  readonly onChange: (value: number) => void;
  readonly disabled?: boolean;
  /** A sentence under the field. */
  readonly help?: string;
  /** Shown inside the field, after the number: `px`, `%`. */
  readonly unit?: string;
  /** Why the value cannot stay, from whoever knows more than the range. */
  readonly error?: string | undefined;
  readonly hideLabel?: boolean;
  /** What assistive technology says after the name, where the eye has a tooltip. */
  readonly description?: string | undefined;
  readonly className?: string | undefined;
}

/**
 * A labelled number (role spinbutton). Text is free while typing; Enter or leaving the field commits it,
 * held inside the range; what is no number puts the old value back and says so. Arrow keys step, with Shift
 * ten times as far; Page Up and Page Down the same; Home and End go to the range's ends; Escape takes it back.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, disabled = false, help, unit, error, hideLabel = false } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  /** Said of one value; a later one, from undo say, is none of its business. */
  const [complaint, setComplaint] = useState<{ readonly text: string; readonly of: number } | null>(null);
  const message = (complaint?.of === value ? complaint.text : undefined) ?? error;

  const commit = () => {
    if (draft === null) return;
    const entry = readNumber(draft, props);
    setDraft(null);
    setComplaint(entry.complaint === null ? null : { text: entry.complaint, of: entry.value ?? value });
    if (entry.value !== null && entry.value !== value) onChange(entry.value);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      commit();
      return;
    }
    if (event.key === 'Escape') {
      if (draft !== null) event.stopPropagation();
      setDraft(null);
      setComplaint(null);
      return;
    }
    // While typing, undo is the text's own.
    if (draft !== null && (event.ctrlKey || event.metaKey)) event.stopPropagation();
    const current = (draft === null ? null : readNumber(draft, props).value) ?? value;
    const next = steppedBy(event, current, props);
    if (next === null) return;
    event.preventDefault();
    setDraft(null);
    setComplaint(null);
    if (next !== value) onChange(next);
  };

  const describedBy = [message != null && `${id}-error`, help !== undefined && `${id}-help`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={classNames(styles.field, props.className)}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <span className={styles.numberBox}>
        <input
          id={id}
          role="spinbutton"
          type="text"
          inputMode={props.integer === true ? 'numeric' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          className={classNames(styles.control, styles.number, unit !== undefined && styles.withUnit)}
          value={draft ?? String(value)}
          disabled={disabled}
          aria-valuenow={value}
          aria-valuemin={props.min}
          aria-valuemax={props.max}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy === '' ? undefined : describedBy}
          aria-description={props.description}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => {
            setComplaint(null);
            event.target.select();
          }}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </span>
      {message != null && (
        <span
          id={`${id}-error`}
          className={error === undefined ? styles.complaint : styles.error}
          role="status"
        >
          {message}
        </span>
      )}
      {help !== undefined && (
        <span id={`${id}-help`} className={styles.help}>
          {help}
        </span>
      )}
    </div>
  );
}

/** The value that a key leads to, or `null` for keys that do not step. */
function steppedBy(event: KeyboardEvent, value: number, range: NumberRange): number | null {
  switch (event.key) {
    case 'ArrowUp':
      return stepNumber(value, event.shiftKey ? 10 : 1, range);
    case 'ArrowDown':
      return stepNumber(value, event.shiftKey ? -10 : -1, range);
    case 'PageUp':
      return stepNumber(value, 10, range);
    case 'PageDown':
      return stepNumber(value, -10, range);
    case 'Home':
      return event.ctrlKey ? clamp(range.min, range) : null;
    case 'End':
      return event.ctrlKey ? clamp(range.max, range) : null;
    default:
      return null;
  }
}
