import { useId, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button } from '../shared/Button';
import { SelectField } from '../shared/SelectField';
import styles from './ClassEntry.module.css';

interface ClassEntryProps {
  /** The classes there are. */
  readonly classNames: readonly string[];
  /** What the button says. */
  readonly deed: string;
  readonly disabled: boolean;
  readonly onAssign: (className: string) => void;
}

/** The select's value for a class that is not there yet; no class can be named so, as names are trimmed. */
const NEW_CLASS = ' ';

/** A class, chosen from those there are or typed, and the button that gives it. */
export function ClassEntry({ classNames, deed, disabled, onAssign }: ClassEntryProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState(NEW_CLASS);
  const [name, setName] = useState('');
  const isNew = !classNames.includes(chosen);
  const className = isNew ? name.trim() : chosen;

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (className === '') return;
    setName('');
    // The button has nothing to give now and cannot keep the focus.
    input.current?.focus();
    onAssign(className);
  };

  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {classNames.length > 0 && (
        <SelectField
          label="Class"
          value={isNew ? NEW_CLASS : chosen}
          options={[
            { value: NEW_CLASS, label: 'A new class' },
            ...classNames.map((each) => ({ value: each, label: each })),
          ]}
          disabled={disabled}
          onChange={setChosen}
        />
      )}
      {isNew && (
        <label htmlFor={id} className={styles.label}>
          Name of the class
        </label>
      )}
      <div className={styles.entry}>
        {isNew && (
          <input
            ref={input}
            id={id}
            className={styles.input}
            value={name}
            maxLength={80}
            autoComplete="off"
            disabled={disabled}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <Button type="submit" disabled={disabled || className === ''}>
          {deed}
        </Button>
      </div>
    </form>
  );
}
