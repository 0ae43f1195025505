/** The scene in React Flow's terms. What did not change is the same object, so that it is not drawn anew. */
import { Position, type Edge, type Node } from '@xyflow/react';
import type { Place, Rect } from '../layout';
import { inPort, outPort } from './edgePath';
import type { CardDrag } from './interaction';
import type { Scene, SceneCard, SceneEdge, SceneFrame } from './scene';

export type CardFlowNode = Node<{ readonly card: SceneCard }, 'card'>;
export type FrameFlowNode = Node<{ readonly frame: SceneFrame }, 'frame'>;
export type FlowNode = CardFlowNode | FrameFlowNode;
export type FlowEdge = Edge<{ readonly edge: SceneEdge }, 'tensor'>;

const PORT_PX = 12;

const cardNodes = new WeakMap<SceneCard, CardFlowNode>();
const frameNodes = new WeakMap<SceneFrame, FrameFlowNode>();
const flowEdgesOf = new WeakMap<SceneEdge, FlowEdge>();

/** Nodes of a scene, with the cards of a drag under way where they are now. */
export function flowNodes(scene: Scene, drag: CardDrag | null): FlowNode[] {
  const frames = scene.frames.map((frame): FrameFlowNode => {
    const rect = draggedFrame(frame, scene, drag);
    return rect === frame.rect
      ? kept(frameNodes, frame, () => frameNode(frame, rect))
      : frameNode(frame, rect);
  });
  const cards = [...scene.cards.values()].map((card): CardFlowNode => {
    const known = kept(cardNodes, card, () => cardNode(card));
    return drag?.ids.has(card.id) === true
      ? { ...known, position: shifted(known.position, drag.by), zIndex: 4, className: 'dragged' }
      : known;
  });
  return [...frames, ...cards];
}

/** Edges of a scene; those of cards being dragged go straight. */
export function flowEdges(scene: Scene, drag: CardDrag | null): FlowEdge[] {
  return scene.edges.map((edge) => {
    const now = draggedEdge(edge, scene, drag);
    return kept(flowEdgesOf, now, () => flowEdge(now));
  });
}

function kept<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function flowEdge(edge: SceneEdge): FlowEdge {
  return {
    id: edge.id,
    source: edge.from,
    target: edge.to,
    type: 'tensor',
    zIndex: 1,
    ariaLabel: edge.name,
    data: { edge },
  };
}

function frameNode(frame: SceneFrame, rect: Rect): FrameFlowNode {
  return {
    ...nodeAt(frame.id, rect),
    type: 'frame',
    data: { frame },
    zIndex: 0,
    selectable: false,
    connectable: false,
  };
}

/** Where a card is, also while it is dragged. */
export function rectNow(card: SceneCard, drag: CardDrag | null): Rect {
  return drag?.ids.has(card.id) === true ? { ...card.rect, ...shifted(card.rect, drag.by) } : card.rect;
}

function cardNode(card: SceneCard): CardFlowNode {
  const { width, height } = card.rect;
  const port = { x: (width - PORT_PX) / 2, width: PORT_PX, height: PORT_PX };
  return {
    ...nodeAt(card.id, card.rect),
    type: 'card',
    data: { card },
    zIndex: 2,
    handles: [
      { ...port, type: 'source', position: Position.Bottom, y: height - PORT_PX / 2 },
      ...(card.text.takesInput
        ? [{ ...port, type: 'target' as const, position: Position.Top, y: -PORT_PX / 2 }]
        : []),
    ],
  };
}

function nodeAt(id: string, { x, y, width, height }: Rect) {
  return {
    id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    draggable: false,
    focusable: false,
    // The card inside is what assistive technology meets.
    domAttributes: { 'aria-roledescription': undefined },
  };
}

function shifted({ x, y }: Place, by: Place): Place {
  return { x: x + by.x, y: y + by.y };
}

function draggedEdge(edge: SceneEdge, scene: Scene, drag: CardDrag | null): SceneEdge {
  if (drag === null || !(drag.ids.has(edge.from) || drag.ids.has(edge.to))) return edge;
  if (drag.ids.has(edge.from) && drag.ids.has(edge.to))
    return { ...edge, points: edge.points.map((point) => shifted(point, drag.by)) };
  const [from, to] = [scene.cards.get(edge.from), scene.cards.get(edge.to)];
  if (from === undefined || to === undefined) return edge;
  return { ...edge, points: [outPort(rectNow(from, drag)), inPort(rectNow(to, drag))] };
}

/** A frame goes along when all its cards do, and grows when only some do. */
function draggedFrame(frame: SceneFrame, scene: Scene, drag: CardDrag | null): Rect {
  if (drag === null) return frame.rect;
  const inside = cardsInFrame(frame.id, scene);
  const moved = inside.filter(({ id }) => drag.ids.has(id));
  if (moved.length === 0) return frame.rect;
  if (moved.length === inside.length) return { ...frame.rect, ...shifted(frame.rect, drag.by) };
  return moved.map((card) => rectNow(card, drag)).reduce(around, frame.rect);
}

function around(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x - 12), Math.min(a.y, b.y - 40)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width + 12) - x,
    height: Math.max(a.y + a.height, b.y + b.height + 12) - y,
  };
}

/** Cards in an open block, at whatever depth. */
export function cardsInFrame(frameId: string, { cards, frames }: Scene): readonly SceneCard[] {
  const parents = new Map(frames.map(({ id, parent }) => [id, parent]));
  const lies = (at: string | null): boolean =>
    at !== null && (at === frameId || lies(parents.get(at) ?? null));
  return [...cards.values()].filter(({ frame }) => lies(frame));
}
