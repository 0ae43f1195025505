/** What part of the drawing is on the screen: React Flow holds it, and lends it to what acts outside of React. */
import type { ReactFlowInstance, Viewport } from '@xyflow/react';
import { useNetwork } from '../../../state/network';
import type { Place, Rect } from '../layout';
import { currentScene } from './currentScene';
import type { FlowEdge, FlowNode } from './flowElements';
import { useInteraction } from './interaction';
import type { Scene, SceneCard } from './scene';

type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

interface View {
  readonly flow: Flow;
  /** The element that the drawing is seen through. */
  readonly element: HTMLElement;
  /** Of the element, in pixels, when the view was last put right for it. */
  width: number;
}

let view: View | null = null;

/** Where the view glides to; `null` once it is there, or a hand has taken it elsewhere. */
let aim: Viewport | null = null;

/** Called by the canvas when it is there; returns the way to take it back. */
export function lendView(flow: Flow, element: HTMLElement): () => void {
  view = { flow, element, width: element.clientWidth };
  const observer = new ResizeObserver(() => {
    if (view === null || !keepMiddle(view)) return;
    const { selectedId } = useNetwork.getState();
    const chosen = selectedId === null ? undefined : currentScene().cards.get(selectedId)?.rect;
    if (chosen !== undefined) reveal(chosen, 0);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    view = null;
  };
}

/** Forgets where the view was gliding to: a hand has taken it. */
export function letGo(): void {
  aim = null;
}

/** Shows the same drawing so many pixels further right and down. */
function shiftView(by: Place): void {
  if (view === null) return;
  const { x, y, zoom } = viewport(view);
  moveTo(view, { x: x + by.x, y: y + by.y, zoom }, 0);
}

/**
 * Beside the inspector the window is narrower: what was in its middle stays there. Answers whether it had to be moved. Whoever
 * looks where the view is asks for this first, as the browser tells of sizes late.
 */
function keepMiddle(now: View): boolean {
  const width = now.element.clientWidth;
  const wider = width - now.width;
  if (wider === 0 || width === 0) return false;
  now.width = width;
  const { x, y, zoom } = aim ?? now.flow.getViewport();
  moveTo(now, { x: x + wider / 2, y, zoom }, 0);
  return true;
}

/** Where the view is, or will be in a moment. */
function viewport(now: View): Viewport {
  keepMiddle(now);
  return aim ?? now.flow.getViewport();
}

function moveTo({ flow }: View, to: Viewport, durationMs: number): void {
  aim = to;
  // Straight there: the usual way swings out, and cards lose their words on it.
  void flow.setViewport(to, { duration: calm(durationMs), interpolate: 'linear' }).then(() => {
    if (aim === to) aim = null;
  });
}

/**
 * Keeps the drawing still under the eye where an edit has laid it out anew: the focused card, or else the one nearest the
 * middle, stays where it was. A drawing that has no layer of the one before is shown from its head.
 */
export function followScene(before: Scene, now: Scene): void {
  if (view === null) return;
  if (isAnother(before, now)) {
    showStart();
    return;
  }
  // What was put somewhere by hand is there.
  if (before.byHand || now.byHand) return;
  const { x, y, zoom } = viewport(view);
  const { clientWidth, clientHeight } = view.element;
  const middle = { x: (clientWidth / 2 - x) / zoom, y: (clientHeight / 2 - y) / zoom };
  const { tabStopId } = useInteraction.getState();
  const { selectedId } = useNetwork.getState();
  const away = ({ id, rect }: SceneCard): number => {
    const [dx, dy] = [rect.x + rect.width / 2 - middle.x, rect.y + rect.height / 2 - middle.y];
    const inSight = Math.abs(dx) < clientWidth / 2 / zoom && Math.abs(dy) < clientHeight / 2 / zoom;
    const held = inSight && (id === selectedId || id === tabStopId);
    return held ? -1 : Math.hypot(dx, dy);
  };
  const [anchor] = [...before.cards.values()]
    .filter(({ id }) => now.cards.has(id))
    .toSorted((a, b) => away(a) - away(b));
  const place = now.cards.get(anchor?.id ?? '')?.rect;
  if (anchor === undefined || place === undefined) return;
  const by = { x: (anchor.rect.x - place.x) * zoom, y: (anchor.rect.y - place.y) * zoom };
  if (by.x !== 0 || by.y !== 0) shiftView(by);
}

function isAnother(before: Scene, now: Scene): boolean {
  const known = new Set([...before.cards.values()].flatMap(({ members }) => members));
  return ![...now.cards.values()].some(({ members }) => members.some((id) => known.has(id)));
}

/** From a place on the page to one in the drawing; `null` where it is not over the canvas. */
export function drawingPlace(at: Place): Place | null {
  if (view === null) return null;
  const { left, top, right, bottom } = view.element.getBoundingClientRect();
  if (at.x < left || at.x > right || at.y < top || at.y > bottom) return null;
  return view.flow.screenToFlowPosition(at);
}

/** Pixels on the page for one in the drawing. */
export function zoomNow(): number {
  return view?.flow.getZoom() ?? 1;
}

const MARGIN = 32;

/** Pans so that a card is on the screen, where it is not. */
export function revealCard(id: string): void {
  requestAnimationFrame(() => {
    const rect = currentScene().cards.get(id)?.rect;
    if (rect !== undefined) reveal(rect, GLIDE_MS);
  });
}

/** Shows an open block: whole where it can be read then, or else its head from the left. */
export function showFrame(id: string): void {
  requestAnimationFrame(() => {
    const rect = currentScene().frames.find((frame) => frame.id === id)?.rect;
    if (view === null || rect === undefined) return;
    const { clientWidth, clientHeight } = view.element;
    const whole = Math.min(
      (clientWidth - 2 * FRAME_MARGIN) / rect.width,
      (clientHeight - 2 * FRAME_MARGIN) / rect.height,
    );
    const { zoom: now } = viewport(view);
    const zoom = whole >= now ? now : Math.min(now, Math.max(whole, SMALLEST_READABLE));
    const { x, y } = whole >= now ? viewport(view) : { x: Infinity, y: Infinity };
    const along = (from: number, length: number, room: number, start: number): number => {
      const [least, most] = [FRAME_MARGIN - from * zoom, room - FRAME_MARGIN - (from + length) * zoom];
      if (least > most) return least;
      return Number.isFinite(start) ? Math.min(most, Math.max(least, start)) : (least + most) / 2;
    };
    const to = {
      x: along(rect.x, rect.width, clientWidth, x),
      y: along(rect.y, rect.height, clientHeight, y),
      zoom,
    };
    moveTo(view, to, GLIDE_MS);
  });
}

function reveal(rect: Rect, durationMs: number): void {
  if (view === null) return;
  const { element } = view;
  const { x, y, zoom } = viewport(view);
  const [width, height] = [element.clientWidth, element.clientHeight];
  const shift = (from: number, length: number, room: number): number => {
    if (from < MARGIN || length > room - 2 * MARGIN) return MARGIN - from;
    return Math.min(0, room - MARGIN - (from + length));
  };
  const [left, top] = [x + rect.x * zoom, y + rect.y * zoom];
  const by = { x: shift(left, rect.width * zoom, width), y: shift(top, rect.height * zoom, height) };
  if (by.x !== 0 || by.y !== 0) moveTo(view, { x: x + by.x, y: y + by.y, zoom }, durationMs);
}

export function zoomBy(factor: number): void {
  if (view !== null) void view.flow.zoomTo(view.flow.getZoom() * factor, { duration: calm(120) });
}

export function zoomToActualSize(): void {
  if (view !== null) void view.flow.zoomTo(1, { duration: calm(120) });
}

/** The whole network on the screen. */
export function fitAll(): void {
  if (view !== null) void view.flow.fitView({ padding: 0.06, maxZoom: 1, duration: calm(200) });
}

/** How a network is first seen: its head, as large as cards can be read, in the middle. */
export function showStart(): void {
  if (view === null) return;
  const { element } = view;
  const rects = [...currentScene().cards.values()].map(({ rect }) => rect);
  if (rects.length === 0) return;
  const left = Math.min(...rects.map(({ x }) => x));
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const [top, bottom] = [
    Math.min(...rects.map(({ y }) => y)),
    Math.max(...rects.map(({ y, height }) => y + height)),
  ];
  const [width, height] = [element.clientWidth, element.clientHeight];
  const whole = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top));
  const zoom = Math.min(1, Math.max(whole, Math.min(SMALLEST_START, (width - 16) / 288)));
  const first = rects.toSorted((a, b) => a.y - b.y)[0];
  const middle =
    (right - left) * zoom <= width || first === undefined ? (left + right) / 2 : first.x + first.width / 2;
  moveTo(view, { x: width / 2 - middle * zoom, y: MARGIN - top * zoom, zoom }, 0);
}

/** A network is first seen at this zoom at least, which is pleasant to read. */
const SMALLEST_START = 0.8;

/** Below this, a card's words can hardly be read. */
const SMALLEST_READABLE = 0.64;

const FRAME_MARGIN = 16;
const GLIDE_MS = 180;

function calm(durationMs: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : durationMs;
}
