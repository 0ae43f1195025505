import { Fragment } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { cardLabel } from '../../network/cards';
import { placeFor, useNetwork } from '../../state/network';
import { announce } from '../shared/announcement';
import { Tooltip } from '../shared/Tooltip';
import { BlockGlyph } from './BlockGlyph';
import type { PaletteDrag } from './BuilderDnd';
import { revealCard } from './cardFocus';
import { LayerGlyph } from './LayerGlyph';
import type { PaletteEntry } from './paletteEntries';
import styles from './PaletteItem.module.css';

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  readonly disabled: boolean;
}

/** One entry of the palette: pressed, it goes in after the chosen card, or where it does no harm; or it is dragged. */
export function PaletteItem({ entry, disabled }: PaletteItemProps) {
  const { drag, name, explanation } = entry;
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `palette ${name}`, data: drag, disabled });
  return (
    <Tooltip text={explanation} className={styles.anchor}>
      <button
        {...listeners}
        // Enter and Space press the button: dragging by keyboard is for cards.
        onKeyDown={undefined}
        ref={setNodeRef}
        type="button"
        className={styles.item}
        aria-label={`Add ${name}`}
        aria-description={explanation}
        data-dragging={isDragging}
        disabled={disabled}
        onClick={() => addHere(drag)}
      >
        {'add' in drag ? (
          <LayerGlyph type={drag.add} className={styles.glyph} />
        ) : (
          <BlockGlyph kind={drag.addBlock} className={styles.glyph} />
        )}
        <span className={styles.name}>{breakable(name)}</span>
      </button>
    </Tooltip>
  );
}

/** A class name that may go on in a second line where a word of it begins. */
function breakable(name: string) {
  return name.split(/(?<=[a-z]|2D)(?=[A-Z][a-z])/).map((word, index) => (
    <Fragment key={word}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

function addHere(drag: PaletteDrag): void {
  const { selectedId, add, addBlock, select } = useNetwork.getState();
  const after = selectedId ?? placeFor('add' in drag ? drag.add : drag.addBlock);
  const id = 'add' in drag ? add(drag.add, after) : addBlock(drag.addBlock, after);
  if (id === null) return;
  // The next one then goes in after this one, as one expects of adding several.
  if (selectedId !== null) select(id);
  announce(`${cardLabel(useNetwork.getState().network, id)} added.`);
  revealCard(id);
}
