import { useId } from 'react';
import { NumberField } from '../../shared/NumberField';
import styles from './SidesField.module.css';

type Sides = readonly [top: number, bottom: number, left: number, right: number];

interface SidesFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: Sides;
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly onChange: (value: Sides) => void;
}

/** In the order of the value. */
const places = ['top', 'bottom', 'left', 'right'] as const;

/** Four whole numbers around a little map, each at the side it speaks of. */
export function SidesField({ label, description, value, min, max, disabled, onChange }: SidesFieldProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} aria-description={description} className={styles.field}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.cross}>
        {places.map((place, index) => (
          <NumberField
            key={place}
            label={`${label} ${place}`}
            hideLabel
            className={styles[place]}
            value={value[index] ?? min}
            min={min}
            max={max}
            integer
            disabled={disabled}
            onChange={(next) => onChange(value.with(index, next) as unknown as Sides)}
          />
        ))}
        <span aria-hidden="true" className={styles.map} />
      </div>
    </div>
  );
}
