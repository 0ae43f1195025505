import { ArrowDown, ArrowUp, Copy, ScanSearch, Trash2 } from 'lucide-react';
import type { LayerNode } from '../../network/graph';
import { layerType } from '../../network/layers';
import { useNetwork } from '../../state/network';
import { IconButton } from '../shared/IconButton';
import { neighbourMove } from './chainOrder';
import { duplicateLayer, inspectLayer, moveLayer, removeLayer } from './layerEdits';
import styles from './CardActions.module.css';

interface CardActionsProps {
  readonly node: LayerNode;
  readonly label: string;
  readonly order: readonly string[];
  readonly selected: boolean;
  readonly locked: boolean;
}

/** The buttons of a card. Those that edit keep quiet until the card is pointed at or has the focus. */
export function CardActions({ node, label, order, selected, locked }: CardActionsProps) {
  const close = () => useNetwork.getState().select(null);
  const { max } = layerType(node.type).inputs;
  const up = max === 1 ? neighbourMove(order, node.id, -1) : null;
  const down = max === 1 ? neighbourMove(order, node.id, 1) : null;
  return (
    <div className={styles.actions}>
      <div className={styles.edits}>
        <IconButton
          label={`Move ${label} up`}
          tip="Move up (Alt+↑)"
          icon={<ArrowUp aria-hidden="true" />}
          disabled={locked || up === null}
          onClick={() => up !== null && moveLayer(node.id, up)}
        />
        <IconButton
          label={`Move ${label} down`}
          tip="Move down (Alt+↓)"
          icon={<ArrowDown aria-hidden="true" />}
          disabled={locked || down === null}
          onClick={() => down !== null && moveLayer(node.id, down)}
        />
        <IconButton
          label={`Duplicate ${label}`}
          tip="Duplicate (Ctrl+D)"
          icon={<Copy aria-hidden="true" />}
          disabled={locked || max === 0}
          onClick={() => duplicateLayer(node.id)}
        />
        <IconButton
          label={`Delete ${label}`}
          tip="Delete (Del)"
          icon={<Trash2 aria-hidden="true" />}
          disabled={locked}
          onClick={() => removeLayer(node.id, order)}
        />
      </div>
      <IconButton
        label={`Inspect ${label}`}
        tip="Look inside (Enter)"
        icon={<ScanSearch aria-hidden="true" />}
        aria-pressed={selected}
        onClick={() => (selected ? close() : inspectLayer(node.id))}
      />
    </div>
  );
}
