import { useDraggable } from '@dnd-kit/core';
import { Plus } from 'lucide-react';
import { findNode, labels } from '../../network/graph';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { placeFor, useNetwork } from '../../state/network';
import { announce } from '../shared/announcement';
import { Tooltip } from '../shared/Tooltip';
import type { PaletteDrag } from './BuilderDnd';
import { revealCard } from './cardFocus';
import { LayerGlyph } from './LayerGlyph';
import styles from './PaletteItem.module.css';

interface PaletteItemProps {
  readonly type: LayerTypeName;
  readonly disabled: boolean;
}

/** One layer type of the palette: pressed, it goes in after the chosen layer, or where it does no harm; or it is dragged. */
export function PaletteItem({ type, disabled }: PaletteItemProps) {
  const { className, explanation } = layerType(type);
  const drag = { add: type } satisfies PaletteDrag;
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `palette ${type}`, data: drag, disabled });
  return (
    <Tooltip text={explanation} className={styles.anchor}>
      <button
        {...listeners}
        // Enter and Space press the button: dragging by keyboard is for cards.
        onKeyDown={undefined}
        ref={setNodeRef}
        type="button"
        className={styles.item}
        aria-label={`Add ${className}`}
        aria-description={explanation}
        data-dragging={isDragging}
        disabled={disabled}
        onClick={() => addLayerHere(type)}
      >
        <LayerGlyph type={type} className={styles.glyph} />
        <span className={styles.name}>{className}</span>
        <Plus aria-hidden="true" className={styles.plus} />
      </button>
    </Tooltip>
  );
}

function addLayerHere(type: LayerTypeName): void {
  const { selectedId, add, select } = useNetwork.getState();
  const id = add(type, selectedId ?? placeFor(type));
  if (id === null) return;
  // The next one then goes in after this one, as one expects of adding several.
  if (selectedId !== null) select(id);
  const { network } = useNetwork.getState();
  if (findNode(network, id) !== undefined) announce(`${labels(network).get(id) ?? ''} added.`);
  revealCard(id);
}
