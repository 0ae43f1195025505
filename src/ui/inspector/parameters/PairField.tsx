import { useId } from 'react';
import { NumberField } from '../../shared/NumberField';
import styles from './PairField.module.css';

interface PairFieldProps {
  readonly label: string;
  readonly description: string;
  /** Along [height, width]. */
  readonly value: readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly onChange: (value: readonly [number, number]) => void;
}

/** Two whole numbers, height × width, under one label. */
export function PairField({ label, description, value, min, max, disabled, onChange }: PairFieldProps) {
  const id = useId();
  const [height, width] = value;
  const sides = { min, max, disabled, integer: true, hideLabel: true, className: styles.side } as const;
  return (
    <div role="group" aria-labelledby={id} aria-description={description} className={styles.pair}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.fields}>
        <NumberField
          {...sides}
          label={`${label} height`}
          value={height}
          onChange={(next) => onChange([next, width])}
        />
        <span aria-hidden="true" className={styles.times}>
          ×
        </span>
        <NumberField
          {...sides}
          label={`${label} width`}
          value={width}
          onChange={(next) => onChange([height, next])}
        />
      </div>
    </div>
  );
}
