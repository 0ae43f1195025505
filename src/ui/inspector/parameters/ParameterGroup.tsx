import type { ParameterValue, ParameterValues } from '../../../network/layerType';
import type { Parameter } from '../../../network/parameter';
import { Disclosure } from '../../shared/Disclosure';
import { ParameterField } from './ParameterField';
import styles from './ParameterGroup.module.css';

interface ParameterGroupProps {
  /** What they are parameters of: `Conv2D 1`. */
  readonly of: string;
  readonly parameters: readonly Parameter[];
  readonly values: ParameterValues;
  readonly disabled: boolean;
  readonly onChange: (name: string, value: ParameterValue) => void;
  /** One parameter has been left: what comes next is another step of undo. */
  readonly onDone: () => void;
}

/** All parameters of a layer or a block: what it is about first, the rest behind a summary that stays as it was left. */
export function ParameterGroup({ of, parameters, values, disabled, onChange, onDone }: ParameterGroupProps) {
  if (parameters.length === 0) return null;
  const rest = parameters.filter(({ meta }) => !meta.primary);
  const fields = (shown: readonly Parameter[]) => (
    <div className={styles.fields}>
      {shown.map(({ name, meta }) => (
        <ParameterField
          key={name}
          meta={meta}
          value={values[name]}
          disabled={disabled}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </div>
  );
  return (
    <div role="group" aria-label={`Parameters of ${of}`} className={styles.group} onBlur={onDone}>
      {fields(parameters.filter(({ meta }) => meta.primary))}
      {rest.length > 0 && (
        <Disclosure remember="more parameters" summary="More parameters">
          {fields(rest)}
        </Disclosure>
      )}
    </div>
  );
}
