import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import fields from '../../shared/fields.module.css';
import { classNames } from '../../shared/classNames';
import { readNumbers } from './numbersEntry';

interface NumbersFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mostItems: number;
  readonly disabled: boolean;
  readonly onChange: (value: readonly number[]) => void;
}

/** A short list of whole numbers, typed as people write shapes: `7 × 7 × 64`, `7, 7, 64`. Enter or leaving the field commits it. */
export function NumbersField(props: NumbersFieldProps) {
  const { label, description, value, disabled, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  /** Said of one value; a later one, from undo say, is none of its business. */
  const [complaint, setComplaint] = useState<{ readonly text: string; readonly of: string } | null>(null);
  const shown = value.join(' × ');

  const commit = () => {
    if (draft === null) return;
    const entry = readNumbers(draft, props);
    setDraft(null);
    if (entry.value === null) {
      setComplaint({ text: entry.complaint, of: shown });
      return;
    }
    setComplaint(null);
    if (entry.value.join(' × ') !== shown) onChange(entry.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
    // While typing, undo is the text's own.
    if (draft !== null && (event.ctrlKey || event.metaKey)) event.stopPropagation();
  };

  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        className={classNames(fields.control, fields.number)}
        value={draft ?? shown}
        disabled={disabled}
        aria-description={description}
        aria-describedby={complaint?.of === shown ? `${id}-complaint` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={() => setComplaint(null)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {complaint?.of === shown && (
        <span id={`${id}-complaint`} role="status" className={fields.complaint}>
          {complaint.text}
        </span>
      )}
    </div>
  );
}
