import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import {
  closestCenter,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Active, CollisionDetection, DragEndEvent, DragMoveEvent, Over } from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import type { PlannedBlockName } from '../../network/blocks';
import { labels } from '../../network/graph';
import { layerType } from '../../network/layers';
import type { LayerTypeName } from '../../network/layers';
import { useInference, useNetwork } from '../../state/network';
import { landingAfter } from './chainOrder';
import { dragAnnouncements, dragInstructions } from './dragAnnouncements';
import { LayerGlyph } from './LayerGlyph';
import { revealCard } from './cardFocus';
import styles from './BuilderDnd.module.css';

/** The droppable that is the canvas as a whole. */
export const CANVAS_ID = 'canvas';

/** What a draggable of the palette carries: a new layer, or a new block. */
export type PaletteDrag = { readonly add: LayerTypeName } | { readonly addBlock: PlannedBlockName };

/** Where a new layer would land: after this layer, or first where the network is empty. */
interface Landing {
  readonly afterId: string | null;
  readonly type: LayerTypeName;
}

const LandingContext = createContext<Landing | null>(null);

/** Where the layer being dragged from the palette would land; `null` when nothing is over the canvas. */
export function useLanding(): Landing | null {
  return useContext(LandingContext);
}

/** Drag and drop over palette and canvas: mouse, touch (held a moment) and keyboard. */
export function BuilderDnd({ children }: { readonly children: ReactNode }) {
  const network = useNetwork((state) => state.network);
  const add = useNetwork((state) => state.add);
  const move = useNetwork((state) => state.move);
  const { order } = useInference();
  const [adding, setAdding] = useState<LayerTypeName | null>(null);
  const [landing, setLanding] = useState<Landing | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const accessibility = useMemo(() => {
    const names = labels(network);
    return {
      announcements: dragAnnouncements((id) => names.get(id), order),
      screenReaderInstructions: dragInstructions,
    };
  }, [network, order]);

  const onDragMove = ({ active, over }: DragMoveEvent) => {
    const type = paletteType(active);
    if (type === null) return;
    const next = over === null ? null : { type, afterId: landingOf(active, over, order) };
    setLanding((now) => (now?.afterId === next?.afterId && (now === null) === (next === null) ? now : next));
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const type = paletteType(active);
    setAdding(null);
    setLanding(null);
    if (over === null) return;
    if (type === null) {
      const afterId = landingAfter(order, String(active.id), order.indexOf(String(over.id)));
      if (afterId !== null) move(String(active.id), afterId);
      return;
    }
    const added = add(type, landingOf(active, over, order) ?? undefined);
    if (added !== null) revealCard(added);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={overCanvas}
      accessibility={accessibility}
      onDragStart={({ active }) => setAdding(paletteType(active))}
      onDragMove={onDragMove}
      onDragEnd={onDragEnd}
      onDragCancel={() => {
        setAdding(null);
        setLanding(null);
      }}
    >
      <LandingContext value={landing}>{children}</LandingContext>
      <DragOverlay dropAnimation={null}>
        {adding !== null && (
          <div className={styles.ghost}>
            <LayerGlyph type={adding} className={styles.glyph} />
            {layerType(adding).className}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function paletteType(active: Active): LayerTypeName | null {
  const data = active.data.current as PaletteDrag | undefined;
  return data !== undefined && 'add' in data ? data.add : null;
}

/** After which layer a new one lands that is held over `over`; never before the first. */
function landingOf(active: Active, over: Over, order: readonly string[]): string | null {
  const index = order.indexOf(String(over.id));
  if (index < 0) return order.at(-1) ?? null;
  const held = active.rect.current.translated;
  const above = held !== null && held.top + held.height / 2 < over.rect.top + over.rect.height / 2;
  return order[Math.max(0, above ? index - 1 : index)] ?? null;
}

/** A layer being moved looks for the nearest card; one from the palette only while it is over the canvas. */
const overCanvas: CollisionDetection = (args) => {
  const cards = args.droppableContainers.filter((container) => container.id !== CANVAS_ID);
  if (paletteType(args.active) === null) return closestCenter({ ...args, droppableContainers: cards });
  const canvas = args.droppableContainers.filter((container) => container.id === CANVAS_ID);
  const over = pointerWithin({ ...args, droppableContainers: canvas });
  if (over.length === 0 || cards.length === 0) return over;
  return closestCenter({ ...args, droppableContainers: cards });
};
