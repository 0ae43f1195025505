import type { ReactNode } from 'react';
import type { Sample } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { useTraining } from '../../state/training';
import { CatAndDog, Digits } from './samplePictures';
import styles from './SampleCards.module.css';

interface SampleCard {
  readonly name: Sample['name'];
  readonly title: string;
  readonly facts: string;
  readonly picture: ReactNode;
}

const cards: readonly SampleCard[] = [
  {
    name: 'catsAndDogs',
    title: 'Drawn cats and dogs',
    facts: '600 drawings, 2 classes',
    picture: <CatAndDog />,
  },
  {
    name: 'digits',
    title: 'Handwritten digits',
    facts: '12,000 scans, 10 classes, 2 MB',
    picture: <Digits />,
  },
];

/** The pictures Convoscope brings along: each card replaces the data set with its sample. */
export function SampleCards({ disabled }: { readonly disabled: boolean }) {
  const chooseSample = useDataset((state) => state.chooseSample);
  const seed = useTraining((state) => state.settings.seed);
  return (
    <div role="group" aria-label="Samples" className={styles.samples}>
      {cards.map(({ name, title, facts, picture }) => (
        <button
          key={name}
          type="button"
          className={styles.card}
          disabled={disabled}
          aria-label={`Use sample: ${title}`}
          title={`Use sample: ${title} (${facts})`}
          onClick={() => void chooseSample(name, seed)}
        >
          {picture}
          <span className={styles.title}>{title}</span>
          <span className={styles.facts}>{facts}</span>
        </button>
      ))}
      <p className={styles.credit}>
        Digits: MNIST by Y. LeCun, C. Cortes and C. Burges,{' '}
        <a href="./assets/ATTRIBUTION.txt" target="_blank" rel="noreferrer">
          CC BY-SA 3.0
        </a>
      </p>
    </div>
  );
}
