import type { ParameterMeta, ParameterValue } from '../../network/layerType';
import { NumberField } from '../shared/NumberField';
import { SelectField } from '../shared/SelectField';
import { Toggle } from '../shared/Toggle';
import { PairField } from './PairField';
import styles from './ParameterField.module.css';

interface ParameterFieldProps {
  readonly meta: ParameterMeta;
  readonly value: ParameterValue | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: ParameterValue) => void;
}

/** The control that a parameter's declaration asks for. */
export function ParameterField({ meta, value, disabled, onChange }: ParameterFieldProps) {
  const { label, help, control } = meta;
  switch (control.kind) {
    case 'integer':
    case 'number':
      return (
        <div className={styles.number} title={help}>
          <NumberField
            label={label}
            value={Number(value)}
            min={control.min}
            max={control.max}
            integer={control.kind === 'integer'}
            step={control.kind === 'number' ? control.step : 1}
            disabled={disabled}
            onChange={onChange}
          />
        </div>
      );
    case 'pair':
      return (
        <div className={styles.pair} title={help}>
          <PairField
            label={label}
            value={isPair(value) ? value : [control.min, control.min]}
            min={control.min}
            max={control.max}
            disabled={disabled}
            onChange={onChange}
          />
        </div>
      );
    case 'choice':
      return (
        <div className={styles.choice} title={help}>
          <SelectField
            label={label}
            value={String(value)}
            options={control.options.map((option) => ({ value: String(option), label: String(option) }))}
            disabled={disabled}
            onChange={(text) => {
              const chosen = control.options.find((option) => String(option) === text);
              if (chosen !== undefined) onChange(chosen);
            }}
          />
        </div>
      );
    case 'toggle':
      return (
        <div className={styles.toggle} title={help}>
          <Toggle label={label} checked={value === true} disabled={disabled} onChange={onChange} />
        </div>
      );
    default:
      return control satisfies never;
  }
}

function isPair(value: ParameterValue | undefined): value is readonly [number, number] {
  return Array.isArray(value);
}
