import { useId, useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { DatasetSummary } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { Button } from '../shared/Button';
import { countOf } from '../shared/format';
import { SelectField } from '../shared/SelectField';
import styles from './UnlabelledImages.module.css';

interface UnlabelledImagesProps {
  readonly summary: DatasetSummary;
  readonly disabled: boolean;
}

/** The select's value for a class that is not there yet; no class can be named so, as names are trimmed. */
const NEW_CLASS = ' ';

/** Images that neither their folder nor their name gives a class: the user says which one. */
export function UnlabelledImages({ summary, disabled }: UnlabelledImagesProps) {
  const id = useId();
  const [chosen, setChosen] = useState(NEW_CLASS);
  const [name, setName] = useState('');
  const assignClass = useDataset((state) => state.assignClass);
  const { unlabelled, classes } = summary;
  if (unlabelled.length === 0) return null;

  const isNew = !classes.some((entry) => entry.name === chosen);
  const className = isNew ? name.trim() : chosen;
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (className === '') return;
    setName('');
    void assignClass(
      unlabelled.map((image) => image.id),
      className,
    );
  };

  return (
    <form className={styles.unlabelled} onSubmit={onSubmit}>
      <p className={styles.title}>{countOf(unlabelled.length, 'image needs', 'images need')} a class</p>
      <p className={styles.names}>{sampleOfNames(unlabelled.map((image) => image.path))}</p>
      <p className={styles.hint}>Say what they all show. Add the images of other classes after that.</p>
      {classes.length > 0 && (
        <SelectField
          label="Class"
          value={isNew ? NEW_CLASS : chosen}
          options={[
            { value: NEW_CLASS, label: 'A new class' },
            ...classes.map((entry) => ({ value: entry.name, label: entry.name })),
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
          Assign
        </Button>
      </div>
    </form>
  );
}

function sampleOfNames(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} …` : shown;
}
