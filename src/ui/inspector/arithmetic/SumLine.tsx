import { formatValue } from '../../training/format';
import styles from './ArithmeticView.module.css';

interface SumLineProps {
  readonly sum: number;
  readonly bias: number | null;
  readonly preActivation: number;
  readonly activation: string;
  readonly value: number;
}

/** From the sum of the products to the number in the map. */
export function SumLine({ sum, bias, preActivation, activation, value }: SumLineProps) {
  return (
    <dl className={styles.equation} aria-label="The sum">
      <dt>sum</dt>
      <dd>{formatValue(sum)}</dd>
      {bias !== null && (
        <>
          <dt>+ bias</dt>
          <dd>{formatValue(bias)}</dd>
          <dt>=</dt>
          <dd>{formatValue(preActivation)}</dd>
        </>
      )}
      <dt>{activation === 'linear' ? '=' : `→ ${activation} →`}</dt>
      <dd>
        <strong>{formatValue(value)}</strong>
      </dd>
    </dl>
  );
}
