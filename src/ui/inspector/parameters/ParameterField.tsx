import { acceptedValues } from '../../../network/parameter';
import type { ParameterControl, ParameterMeta, ParameterValue } from '../../../network/layerType';
import { NumberField } from '../../shared/NumberField';
import { SelectField } from '../../shared/SelectField';
import { Toggle } from '../../shared/Toggle';
import { Tooltip } from '../../shared/Tooltip';
import { NumbersField } from './NumbersField';
import { OptionalNumberField } from './OptionalNumberField';
import { PairField } from './PairField';
import { SidesField } from './SidesField';
import styles from './ParameterField.module.css';

interface ParameterFieldProps {
  readonly meta: ParameterMeta;
  readonly value: ParameterValue | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: ParameterValue) => void;
}

/** The control that a parameter's declaration asks for, with its help: a tooltip for the eye, a description for the ear. */
export function ParameterField(props: ParameterFieldProps) {
  const { help, control } = props.meta;
  const about = hasRange(control) ? `${help} Takes ${acceptedValues(control)}.` : help;
  return (
    <Tooltip text={about} className={styles[control.kind]}>
      <Control {...props} about={about} />
    </Tooltip>
  );
}

function Control({
  meta,
  value,
  disabled,
  onChange,
  about,
}: ParameterFieldProps & { readonly about: string }) {
  const { label, control } = meta;
  const common = { label, disabled, description: about };
  switch (control.kind) {
    case 'integer':
    case 'number':
      return (
        <NumberField
          {...common}
          value={Number(value)}
          min={control.min}
          max={control.max}
          integer={control.kind === 'integer'}
          step={control.kind === 'number' ? control.step : 1}
          onChange={onChange}
        />
      );
    case 'optionalNumber':
      return (
        <OptionalNumberField
          {...common}
          {...control}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'pair': {
      const [height = control.min, width = control.min] = items(value);
      return <PairField {...common} {...control} value={[height, width]} onChange={onChange} />;
    }
    case 'sides': {
      const [top = control.min, bottom = control.min, left = control.min, right = control.min] = items(value);
      return <SidesField {...common} {...control} value={[top, bottom, left, right]} onChange={onChange} />;
    }
    case 'numbers':
      return <NumbersField {...common} {...control} value={items(value)} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          value={String(value)}
          options={control.options.map((option) => ({ value: String(option), label: String(option) }))}
          onChange={(text) => {
            const chosen = control.options.find((option) => String(option) === text);
            if (chosen !== undefined) onChange(chosen);
          }}
        />
      );
    case 'toggle':
      return <Toggle {...common} checked={value === true} onChange={onChange} />;
    default:
      return control satisfies never;
  }
}

/** Words and switches show all that they take. */
function hasRange({ kind }: ParameterControl): boolean {
  return kind !== 'choice' && kind !== 'toggle';
}

function items(value: ParameterValue | undefined): readonly number[] {
  return Array.isArray(value) ? (value as readonly number[]) : [];
}
