import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  DndContext,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Active, DragEndEvent, DragMoveEvent } from '@dnd-kit/core';
import { blockKind, type PlannedBlockName } from '../../network/blocks';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { BlockGlyph } from './BlockGlyph';
import styles from './BuilderDnd.module.css';
import { currentScene } from './canvas/currentScene';
import { landNew } from './canvas/edits';
import { landingAt } from './canvas/hitTest';
import { setLanding, type Landing } from './canvas/interaction';
import { drawingPlace, zoomNow } from './canvas/view';
import { LayerGlyph } from './LayerGlyph';
import type { Place } from './layout';

/** The droppable that is the canvas as a whole. */
export const CANVAS_ID = 'canvas';

/** What a draggable of the palette carries: a new layer, or a new block. */
export type PaletteDrag = { readonly add: LayerTypeName } | { readonly addBlock: PlannedBlockName };

/** Those who hear the page press the palette's buttons; what came of a drag is announced by its edit. */
const speechless = {
  screenReaderInstructions: { draggable: '' },
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
};

/** Carries layers and blocks from the palette to the canvas: by mouse, or by a finger that holds them a moment. */
export function BuilderDnd({ children }: { readonly children: ReactNode }) {
  const [held, setHeld] = useState<PaletteDrag | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const letGo = () => {
    setHeld(null);
    setLanding(null);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={speechless}
      onDragStart={({ active }) => setHeld(carried(active))}
      onDragMove={(event) => setLanding(landingOf(event))}
      onDragEnd={(event) => {
        const [drag, landing] = [carried(event.active), landingOf(event)];
        letGo();
        if (drag !== null && landing !== null) landNew(drag, landing);
      }}
      onDragCancel={letGo}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {held !== null && (
          <div className={styles.ghost}>
            {'add' in held ? (
              <LayerGlyph type={held.add} className={styles.glyph} />
            ) : (
              <BlockGlyph kind={held.addBlock} className={styles.glyph} />
            )}
            {'add' in held ? layerType(held.add).className : blockKind(held.addBlock).title}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function carried(active: Active): PaletteDrag | null {
  return (active.data.current as PaletteDrag | undefined) ?? null;
}

/** Where what is held would land; `null` while it is not over the canvas. */
function landingOf(event: DragMoveEvent | DragEndEvent): Landing | null {
  if (event.over?.id !== CANVAS_ID) return null;
  const at = drawingPlace(pointer(event));
  return at === null ? null : landingAt(at, currentScene(), zoomNow());
}

/** Where the mouse or finger is on the page. */
function pointer({ activatorEvent, delta }: DragMoveEvent | DragEndEvent): Place {
  const start =
    typeof TouchEvent !== 'undefined' && activatorEvent instanceof TouchEvent
      ? activatorEvent.touches[0]
      : (activatorEvent as MouseEvent);
  return { x: (start?.clientX ?? 0) + delta.x, y: (start?.clientY ?? 0) + delta.y };
}
