import { useEffect, useRef, type MouseEvent, type PointerEvent, type TouchEvent } from 'react';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { announce } from '../../shared/announcement';
import { countOf } from '../../shared/format';
import type { Place } from '../layout';
import { currentScene } from './currentScene';
import { frozenPlaces, landCard, rounded } from './edits';
import { cardsInFrame, rectNow } from './flowElements';
import { edgeUnder } from './hitTest';
import { setLanding, useInteraction, type CardDrag } from './interaction';
import type { SceneEdge } from './scene';
import { drawingPlace, zoomNow } from './view';

/** A mouse drags at once; a finger, which also pans and taps, after it was held. */
const MOUSE_SLOP_PX = 4;
const TOUCH_SLOP_PX = 8;
const HOLD_MS = 260;

/** A pointer that is down on a card, and may come to drag it. */
interface Grip {
  readonly pointerId: number;
  readonly cardId: string;
  readonly ids: ReadonlySet<string>;
  readonly start: Place;
  readonly touch: boolean;
  readonly hold: ReturnType<typeof setTimeout> | undefined;
  dragging: boolean;
}

/**
 * Drags cards by mouse and finger: handlers for the element around the canvas. React Flow's own dragging knows neither
 * frames, nor one undo step for several cards, nor holding a finger.
 */
export function useCardDrag() {
  const grip = useRef<Grip | null>(null);
  useEffect(() => {
    const release = () => {
      clearTimeout(grip.current?.hold);
      grip.current = null;
      useInteraction.setState({ drag: null });
      setLanding(null);
    };
    const onMove = (event: globalThis.PointerEvent) => {
      const held = grip.current;
      if (held?.pointerId !== event.pointerId) return;
      const moved = Math.hypot(event.clientX - held.start.x, event.clientY - held.start.y);
      if (!held.dragging) {
        if (held.touch && moved > TOUCH_SLOP_PX) release();
        if (held.touch || moved < MOUSE_SLOP_PX) return;
        held.dragging = true;
      }
      follow(held, event);
    };
    const onUp = (event: globalThis.PointerEvent) => {
      const held = grip.current;
      if (held?.pointerId !== event.pointerId) return;
      const { drag } = useInteraction.getState();
      if (held.dragging && drag !== null) {
        swallowClick();
        drop(held, drag);
      }
      release();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || grip.current?.dragging !== true) return;
      // It gives up the drag, and not what is chosen too.
      event.stopPropagation();
      release();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', release);
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      release();
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', release);
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);

  return {
    onPointerDownCapture: (event: PointerEvent) => {
      const cardId = grabbed(event.target);
      if (cardId === null || event.button !== 0 || event.shiftKey || useRunLock.getState().locked) return;
      const touch = event.pointerType !== 'mouse';
      const held: Grip = {
        pointerId: event.pointerId,
        cardId,
        ids: dragged(cardId),
        start: { x: event.clientX, y: event.clientY },
        touch,
        hold: touch ? setTimeout(() => lift(grip.current), HOLD_MS) : undefined,
        dragging: false,
      };
      clearTimeout(grip.current?.hold);
      grip.current = held;
    },
    // A mouse on a card drags that and does not pan; a finger pans until it has held the card.
    onMouseDownCapture: (event: MouseEvent) => {
      if (grabbed(event.target) !== null && event.button === 0) event.stopPropagation();
    },
    onTouchMoveCapture: (event: TouchEvent) => {
      if (grip.current?.dragging === true) event.stopPropagation();
    },
  };
}

/** The card or frame whose body this is; `null` for its controls and for anything else. */
function grabbed(target: EventTarget): string | null {
  if (!(target instanceof Element) || target.closest('button, input, .react-flow__handle') !== null)
    return null;
  const body = target.closest<HTMLElement>('[data-card], [data-frame]');
  return body?.dataset.card ?? body?.dataset.frame ?? null;
}

/** Ids of the cards that go along with one: all chosen ones where it is chosen, all of a frame. */
function dragged(id: string): ReadonlySet<string> {
  const { selection } = useNetwork.getState();
  const scene = currentScene();
  const lead = selection.includes(id) ? selection : [id];
  return new Set(
    lead.flatMap((each) =>
      scene.cards.has(each) ? [each] : cardsInFrame(each, scene).map((card) => card.id),
    ),
  );
}

function lift(held: Grip | null): void {
  if (held === null) return;
  held.dragging = true;
  useInteraction.setState({ drag: { ids: held.ids, by: { x: 0, y: 0 } } });
}

function follow(held: Grip, { clientX, clientY }: globalThis.PointerEvent): void {
  const zoom = zoomNow();
  const by = { x: (clientX - held.start.x) / zoom, y: (clientY - held.start.y) / zoom };
  const drag = { ids: held.ids, by };
  useInteraction.setState({ drag });
  const edge = edgeFor(held, drag);
  setLanding(edge === null ? null : { kind: 'edge', edgeId: edge.id });
}

/** The connection that a lone card is held over, by its middle or by the place it was taken at. */
function edgeFor({ cardId, ids, start }: Grip, drag: CardDrag): SceneEdge | null {
  const scene = currentScene();
  const card = scene.cards.get(cardId);
  const taken = drawingPlace(start);
  if (card === undefined || taken === null || ids.size !== 1) return null;
  const pointer = { x: taken.x + drag.by.x, y: taken.y + drag.by.y };
  return edgeUnder(rectNow(card, drag), pointer, cardId, scene, zoomNow());
}

function drop(held: Grip, drag: CardDrag): void {
  const edge = edgeFor(held, drag);
  if (edge !== null) {
    landCard(held.cardId, edge);
    return;
  }
  if (Math.hypot(drag.by.x, drag.by.y) < 1) return;
  const { cards } = currentScene();
  const moved = [...held.ids].flatMap((id) => {
    const card = cards.get(id);
    return card === undefined ? [] : [[id, rounded(rectNow(card, drag))] as const];
  });
  useNetwork.getState().place({ ...frozenPlaces(), ...Object.fromEntries(moved) });
  announce(`${countOf(moved.length, 'card')} moved.`);
}

/** The click that ends a drag is none. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
