import type { KeyboardEvent } from 'react';
import { formatValue } from '../../training/format';
import styles from './ArithmeticView.module.css';
import { ContributionBar } from './ContributionBar';

export interface ChannelSum {
  readonly id: number;
  readonly name: string;
  readonly value: number;
}

interface ChannelSumsProps {
  /** What is listed, read out. */
  readonly label: string;
  readonly sums: readonly ChannelSum[];
  readonly chosen: number | undefined;
  readonly onChoose: (id: number) => void;
}

/** Of hundreds of channels, those that say most. */
const SHOWN = 40;

/** The parts of a sum, largest first, as bars; one is chosen, arrow keys go on from it. */
export function ChannelSums({ label, sums, chosen, onChoose }: ChannelSumsProps) {
  const ranked = sums.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = ranked.slice(0, SHOWN);
  const rest = ranked.slice(SHOWN).reduce((sum, { value }) => sum + value, 0);
  const most = Math.abs(ranked[0]?.value ?? 0);
  const stop = shown.some(({ id }) => id === chosen) ? chosen : shown[0]?.id;
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = shown[shown.findIndex(({ id }) => id === stop) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    event.currentTarget.querySelectorAll('button')[shown.indexOf(next)]?.focus();
  };
  return (
    <ul className={styles.channels} aria-label={label} onKeyDown={onKeyDown}>
      {shown.map(({ id, name, value }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.channel}
            tabIndex={id === stop ? 0 : -1}
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
          >
            {name}
            <ContributionBar value={value} range={most} />
            <span className={styles.number}>{formatValue(value)}</span>
          </button>
        </li>
      ))}
      {ranked.length > SHOWN && (
        <li className={styles.channel}>
          <span>{ranked.length - SHOWN} others</span>
          <ContributionBar value={rest} range={most} />
          <span className={styles.number}>{formatValue(rest)}</span>
        </li>
      )}
    </ul>
  );
}
