import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { DndContext, DragOverlay, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { Active } from '@dnd-kit/core';
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
  const pointer = usePointer();
  const letGo = () => {
    setHeld(null);
    setLanding(null);
  };

  return (
    <DndContext
      sensors={sensors}
      accessibility={speechless}
      onDragStart={({ active }) => setHeld(carried(active))}
      onDragMove={() => setLanding(landingOf(pointer.current))}
      onDragEnd={({ active }) => {
        const [drag, landing] = [carried(active), landingOf(pointer.current)];
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

/** Where what is held at a place on the page would land; `null` while that is not on the canvas. */
function landingOf(pointer: Place): Landing | null {
  const at = drawingPlace(pointer);
  return at === null ? null : landingAt(at, currentScene(), zoomNow());
}

/**
 * Where the mouse or finger is on the page. dnd-kit tells how far it came, with what the palette scrolled since added,
 * which is not where it is.
 */
function usePointer(): RefObject<Place> {
  const pointer = useRef<Place>({ x: 0, y: 0 });
  useEffect(() => {
    const onMove = (event: PointerEvent | TouchEvent) => {
      const at = 'touches' in event ? event.touches[0] : event;
      if (at !== undefined) pointer.current = { x: at.clientX, y: at.clientY };
    };
    const listening = { capture: true, passive: true };
    window.addEventListener('pointermove', onMove, listening);
    window.addEventListener('touchmove', onMove, listening);
    return () => {
      window.removeEventListener('pointermove', onMove, listening);
      window.removeEventListener('touchmove', onMove, listening);
    };
  }, []);
  return pointer;
}
