import type { ReactNode } from 'react';
import styles from './FactList.module.css';

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** What it means, in a quiet line below. */
  readonly meaning?: string | undefined;
}

/** Names and what they come to, in two columns. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, meaning }) => (
        <div key={name} className={styles.fact}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>
            {value}
            {meaning !== undefined && <span className={styles.meaning}>{meaning}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
