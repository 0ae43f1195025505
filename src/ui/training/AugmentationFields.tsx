import { useState } from 'react';
import type { Augmentation } from '../../network/recipe';
import { NumberField } from '../shared/NumberField';
import { Toggle } from '../shared/Toggle';
import { Tooltip } from '../shared/Tooltip';
import { amountFields, countEnabled, withAugmentation, withoutAugmentation } from './augmentation';
import styles from './AugmentationFields.module.css';

interface AugmentationFieldsProps {
  readonly value: Augmentation;
  readonly disabled: boolean;
  readonly onChange: (value: Augmentation) => void;
}

/** The random changes made to every training image, each with its switch and amount, behind one line. */
export function AugmentationFields({ value, disabled, onChange }: AugmentationFieldsProps) {
  const [chosen, setChosen] = useState(value);
  const on = countEnabled(value);
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        Augmentation <span className={styles.count}>{on === 0 ? 'off' : `${on} of 6 on`}</span>
      </summary>
      <div role="group" aria-label="Augmentation" className={styles.fields}>
        <Toggle
          label="Augment the training images"
          checked={on > 0}
          disabled={disabled}
          onChange={(checked) => {
            if (!checked) setChosen(value);
            onChange(checked ? withAugmentation(value, chosen) : withoutAugmentation(value));
          }}
        />
        {amountFields.map(({ key, label, unit, max, step, help }) => (
          <div key={key} className={styles.row}>
            <Tooltip text={help} className={styles.toggle}>
              <Toggle
                label={label}
                checked={value[key].enabled}
                disabled={disabled}
                onChange={(enabled) => onChange({ ...value, [key]: { ...value[key], enabled } })}
              />
            </Tooltip>
            <NumberField
              label={`${label}, largest amount`}
              hideLabel
              value={value[key].value}
              min={0}
              max={max}
              step={step}
              unit={unit}
              disabled={disabled || !value[key].enabled}
              className={styles.amount}
              onChange={(amount) => onChange({ ...value, [key]: { ...value[key], value: amount } })}
            />
            {key === 'shear' && (
              <p className={styles.help}>In degrees, as Keras has it: 0.2° is hardly visible.</p>
            )}
          </div>
        ))}
        <Toggle
          label="Horizontal flip"
          checked={value.horizontalFlip}
          disabled={disabled}
          onChange={(horizontalFlip) => onChange({ ...value, horizontalFlip })}
        />
      </div>
    </details>
  );
}
