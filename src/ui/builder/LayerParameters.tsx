import { useState } from 'react';
import { SlidersHorizontal } from 'lucide-react';
import type { LayerNode } from '../../network/graph';
import { layerType } from '../../network/layers';
import { parametersOf } from '../../network/parameter';
import { useNetwork } from '../../state/network';
import { IconButton } from '../shared/IconButton';
import { ParameterField } from '../inspector/parameters/ParameterField';
import styles from './LayerParameters.module.css';

interface LayerParametersProps {
  readonly node: LayerNode;
  readonly disabled: boolean;
}

/** A layer's parameters, edited in place; the rarer ones behind a button. */
export function LayerParameters({ node, disabled }: LayerParametersProps) {
  const [more, setMore] = useState(false);
  const setParameters = useNetwork((state) => state.setParameters);
  const endGesture = useNetwork((state) => state.endGesture);
  const parameters = parametersOf(layerType(node.type).parameters);
  const shown = parameters.filter(({ meta }) => meta.primary || more);
  const hasMore = parameters.some(({ meta }) => !meta.primary);
  if (parameters.length === 0) return null;

  return (
    <div className={styles.parameters} onBlur={endGesture}>
      {shown.map(({ name, meta }) => (
        <ParameterField
          key={name}
          meta={meta}
          value={node.parameters[name]}
          disabled={disabled}
          onChange={(value) => setParameters(node.id, { [name]: value })}
        />
      ))}
      {hasMore && (
        <IconButton
          label={more ? 'Fewer parameters' : 'More parameters'}
          icon={<SlidersHorizontal aria-hidden="true" />}
          aria-expanded={more}
          className={styles.more}
          onClick={() => setMore(!more)}
        />
      )}
    </div>
  );
}
