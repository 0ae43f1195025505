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
      <div>
        <dt>sum</dt>
        <dd>{formatValue(sum)}</dd>
      </div>
      {bias !== null && (
        <>
          <div>
            <dt>+ bias</dt>
            <dd>{formatValue(bias)}</dd>
          </div>
          <div>
            <dt>=</dt>
            <dd>{formatValue(preActivation)}</dd>
          </div>
        </>
      )}
      <div>
        <dt>{activation === 'linear' ? '=' : `→ ${activation} →`}</dt>
        <dd>
          <strong>{formatValue(value)}</strong>
        </dd>
      </div>
    </dl>
  );
}
