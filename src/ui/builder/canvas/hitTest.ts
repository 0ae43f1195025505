/** What lies under a place in the drawing while something is dragged over it. */
import type { Place, Rect } from '../layout';
import { alongEdge, distance, inPort, outPort } from './edgePath';
import type { Landing } from './interaction';
import type { Scene, SceneCard, SceneEdge } from './scene';

/**
 * How near the pointer must come, in pixels on the page: to a port that has its connection, which is also where that
 * begins; and to a connection, or a port that lacks one.
 */
const REACH_PX = { busyPort: 12, free: 60 };

/** A new card is put down by its middle. */
const NEW_CARD = { width: 272, height: 80 };

/** Where something new that is held at `at` would land. `zoom`: pixels on the page for one of the drawing. */
export function landingAt(at: Place, scene: Scene, zoom: number): Landing {
  const ports = portsOf(scene).map((port) => ({ ...port, far: distance(at, port.place) }));
  const edges = scene.edges.map((edge) => ({
    landing: { kind: 'edge', edgeId: edge.id } as const,
    far: distanceTo(at, edge),
  }));
  const busy = nearest(
    ports.filter((port) => port.busy),
    REACH_PX.busyPort / zoom,
  );
  if (busy !== null) return busy;
  const free = nearest([...ports.filter((port) => !port.busy), ...edges], REACH_PX.free / zoom);
  if (free !== null) return free;
  // On a card that something flows out of, it is appended to that.
  const over = cardAt(at, scene);
  if (over !== null) return { kind: 'port', cardId: over.id, end: 'out' };
  return { kind: 'ground', at: { x: at.x - NEW_CARD.width / 2, y: at.y - NEW_CARD.height / 2 } };
}

/**
 * The edge that a card dragged to `rect` would go into: the nearest to its middle, or else to the pointer, that is none
 * of its own.
 */
export function edgeUnder(
  rect: Rect,
  pointer: Place,
  id: string,
  scene: Scene,
  zoom: number,
): SceneEdge | null {
  const others = scene.edges.filter(({ from, to }) => from !== id && to !== id);
  const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const reach = REACH_PX.free / zoom / 2;
  return nearestEdge(middle, others, Math.min(rect.height / 2, reach)) ?? nearestEdge(pointer, others, reach);
}

/** The card that covers a place. */
export function cardAt({ x, y }: Place, { cards }: Scene, rim = 0): SceneCard | null {
  const over = [...cards.values()].findLast(
    ({ rect }) =>
      x >= rect.x - rim &&
      x <= rect.x + rect.width + rim &&
      y >= rect.y - rim &&
      y <= rect.y + rect.height + rim,
  );
  return over ?? null;
}

interface Port {
  readonly landing: Landing;
  readonly place: Place;
  readonly busy: boolean;
}

function portsOf({ cards, edges }: Scene): readonly Port[] {
  const [sources, targets] = [new Set(edges.map(({ from }) => from)), new Set(edges.map(({ to }) => to))];
  return [...cards.values()].flatMap(({ id, rect, text }): readonly Port[] => {
    const out = {
      landing: { kind: 'port', cardId: id, end: 'out' },
      place: outPort(rect),
      busy: sources.has(id),
    } as const;
    if (!text.takesInput) return [out];
    return [
      out,
      { landing: { kind: 'port', cardId: id, end: 'in' }, place: inPort(rect), busy: targets.has(id) },
    ];
  });
}

function nearest(
  candidates: readonly { readonly landing: Landing; readonly far: number }[],
  reach: number,
): Landing | null {
  const near = candidates.filter(({ far }) => far <= reach).toSorted((a, b) => a.far - b.far);
  return near[0]?.landing ?? null;
}

function nearestEdge(at: Place, edges: readonly SceneEdge[], reach: number): SceneEdge | null {
  const near = edges
    .map((edge) => ({ edge, far: distanceTo(at, edge) }))
    .filter(({ far }) => far <= reach)
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.edge ?? null;
}

function distanceTo(at: Place, edge: SceneEdge): number {
  return Math.min(...alongEdge(edge.points).map((place) => distance(at, place)));
}
