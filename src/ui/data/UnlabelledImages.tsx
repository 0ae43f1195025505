import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { DatasetSummary } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { Button } from '../shared/Button';
import { countOf } from '../shared/format';
import styles from './UnlabelledImages.module.css';

interface UnlabelledImagesProps {
  readonly summary: DatasetSummary;
  readonly disabled: boolean;
}

/** Images that neither their folder nor their name gives a class: the user says which one. */
export function UnlabelledImages({ summary, disabled }: UnlabelledImagesProps) {
  const id = useId();
  const [name, setName] = useState('');
  const assignClass = useDataset((state) => state.assignClass);
  const { unlabelled, classes } = summary;
  if (unlabelled.length === 0) return null;

  const assign = (className: string) => {
    const chosen = className.trim();
    if (chosen === '') return;
    setName('');
    void assignClass(
      unlabelled.map((image) => image.id),
      chosen,
    );
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    assign(name);
  };

  return (
    <form className={styles.unlabelled} onSubmit={onSubmit}>
      <p className={styles.title}>{countOf(unlabelled.length, 'image needs', 'images need')} a class</p>
      <p className={styles.names}>{sampleOfNames(unlabelled.map((image) => image.path))}</p>
      {classes.length > 0 && (
        <div className={styles.choices}>
          {classes.map((entry) => (
            <Button key={entry.name} size="small" disabled={disabled} onClick={() => assign(entry.name)}>
              {entry.name}
            </Button>
          ))}
        </div>
      )}
      <label htmlFor={id} className={styles.label}>
        {classes.length > 0 ? 'Or a new class' : 'Name of the class'}
      </label>
      <div className={styles.entry}>
        <input
          id={id}
          className={styles.input}
          value={name}
          maxLength={80}
          autoComplete="off"
          disabled={disabled}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" size="small" disabled={disabled || name.trim() === ''}>
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
