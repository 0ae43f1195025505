/** What part of the drawing is on the screen: React Flow holds it, and lends it to what acts outside of React. */
import type { ReactFlowInstance } from '@xyflow/react';
import type { Place, Rect } from '../layout';
import { currentScene } from './currentScene';
import type { FlowEdge, FlowNode } from './flowElements';

type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

interface View {
  readonly flow: Flow;
  /** The element that the drawing is seen through. */
  readonly element: HTMLElement;
}

let view: View | null = null;

/** Called by the canvas when it is there; returns the way to take it back. */
export function lendView(flow: Flow, element: HTMLElement): () => void {
  view = { flow, element };
  // Beside the inspector the window is narrower: what was in its middle stays there.
  let width = element.clientWidth;
  const observer = new ResizeObserver(() => {
    const { x, y, zoom } = flow.getViewport();
    const narrower = element.clientWidth - width;
    width = element.clientWidth;
    if (narrower !== 0) void flow.setViewport({ x: x + narrower / 2, y, zoom });
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    view = null;
  };
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
    if (rect !== undefined) reveal(rect);
  });
}

function reveal(rect: Rect): void {
  if (view === null) return;
  const { flow, element } = view;
  const { x, y, zoom } = flow.getViewport();
  const [width, height] = [element.clientWidth, element.clientHeight];
  const shift = (from: number, length: number, room: number): number => {
    if (from < MARGIN || length > room - 2 * MARGIN) return MARGIN - from;
    return Math.min(0, room - MARGIN - (from + length));
  };
  const [left, top] = [x + rect.x * zoom, y + rect.y * zoom];
  const by = { x: shift(left, rect.width * zoom, width), y: shift(top, rect.height * zoom, height) };
  if (by.x !== 0 || by.y !== 0)
    void flow.setViewport({ x: x + by.x, y: y + by.y, zoom }, { duration: calm(180) });
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
  const { flow, element } = view;
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
  void flow.setViewport({ x: width / 2 - middle * zoom, y: MARGIN - top * zoom, zoom });
}

/** Below this, a card's words cannot be read. */
const SMALLEST_START = 0.8;

function calm(durationMs: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : durationMs;
}
