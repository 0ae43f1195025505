/**
 * Where the cards of a network go by themselves: layers of a drawing from top to bottom, dagre's layered layout. It is
 * hierarchical: the inside of each open block is laid out on its own and then is one box of its size on the level above,
 * so nothing overlaps and the time grows with the largest level, not with the whole. Pure and deterministic; in pixels.
 */
import { Graph, layout as layOutWithDagre } from '@dagrejs/dagre';
import type { Point } from '@dagrejs/dagre';
import { branchOrder } from './branchOrder';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are its top left corner. */
export interface Rect extends Place, Size {}

/** What is to be laid out; `frame` and `parent` are ids of frames, `null` at the top. */
export interface Sketch {
  /** `members`: the layers in the card of a closed block. */
  readonly cards: readonly ({
    readonly id: string;
    readonly frame: string | null;
    readonly members?: readonly string[];
  } & Size)[];
  readonly frames: readonly { readonly id: string; readonly parent: string | null }[];
  /** Those that end at one card in the order of its inputs, which is that of its branches from left to right. */
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

export interface Layout {
  readonly cards: ReadonlyMap<string, Rect>;
  /** Title bar and rim included. */
  readonly frames: ReadonlyMap<string, Rect>;
  /** By edge, the points it goes through on its way around other cards, from its first end to its last. */
  readonly routes: ReadonlyMap<string, readonly Place[]>;
}

/** What an open block has around its cards. */
export const frameRim = { top: 52, side: 20, bottom: 24 };

/** Of a frame's title bar: below it, edges that come in part. */
const FRAME_BAR = 36;

/** Between cards side by side, and between ranks: there an edge shows its shape. */
export const cardGap = { x: 36, y: 44 };

/** How far an edge goes straight down before it turns: beside it there a shape is written. */
export const STRAIGHT_PX = 28;

/** Between ranks where edges part or meet: they go across below the shapes. */
const BRANCHING_GAP = 76;

/** Stand for what comes into a frame and goes out of it, on the level inside. */
const ENTRY = '\u0000in';
const EXIT = '\u0000out';

/** One level: what lies directly in a frame, or at the top. */
interface Level {
  readonly boxes: Map<string, Size>;
  /** By their ends, `from to`, the edges of the sketch that go this way. */
  readonly edges: Map<string, { readonly from: string; readonly to: string }>;
}

/** A level laid out: places are relative to its own top left corner. */
interface LaidLevel extends Size {
  readonly places: ReadonlyMap<string, Place>;
  /** By the ends of an edge, as in `Level.edges`. */
  readonly points: ReadonlyMap<string, readonly Place[]>;
  /** Where what comes in from outside enters; `null` where nothing does. */
  readonly entry: number | null;
  /** What the frame around it has above its cards. */
  readonly rimTop: number;
}

/** Lays a sketch out. Equal sketches give equal layouts. */
export function layOut(sketch: Sketch): Layout {
  if (sketch.cards.length === 0) return { cards: new Map(), frames: new Map(), routes: new Map() };
  const parents = new Map<string, string | null>(sketch.frames.map(({ id, parent }) => [id, parent]));
  for (const { id, frame } of sketch.cards) parents.set(id, frame);
  const levels = new Map<string | null, Level>([null, ...sketch.frames.map(({ id }) => id)].map(emptyLevel));
  for (const { id, frame, width, height } of sketch.cards)
    levels.get(frame)?.boxes.set(id, { width, height });
  const ways = new Map(sketch.edges.map((edge) => [edge.id, wayOf(edge.from, edge.to, parents)]));
  for (const way of ways.values()) {
    for (const { level, from, to } of way) levels.get(level)?.edges.set(`${from} ${to}`, { from, to });
  }

  const laid = new Map<string | null, LaidLevel>();
  for (const frame of insideOut(sketch.frames)) {
    const inside = layOutLevel(levels.get(frame) ?? emptyLevel(frame)[1]);
    laid.set(frame, inside);
    const parent = parents.get(frame) ?? null;
    levels.get(parent)?.boxes.set(frame, {
      width: inside.width + 2 * frameRim.side,
      height: inside.height + inside.rimTop + frameRim.bottom,
    });
  }
  laid.set(null, layOutLevel(levels.get(null) ?? emptyLevel(null)[1]));

  return absolute(sketch, levels, laid, ways);
}

function emptyLevel(frame: string | null): [string | null, Level] {
  return [frame, { boxes: new Map(), edges: new Map() }];
}

/** Frames, each after those inside it. */
function insideOut(frames: Sketch['frames']): readonly string[] {
  const parents = new Map(frames.map(({ id, parent }) => [id, parent]));
  const depth = (id: string | null | undefined): number => (id == null ? 0 : 1 + depth(parents.get(id)));
  return frames.map(({ id }) => id).toSorted((a, b) => depth(b) - depth(a));
}

/** One stretch of an edge, on one level. */
interface Stretch {
  readonly level: string | null;
  readonly from: string;
  readonly to: string;
}

/** The stretches of an edge: out of the frames it leaves, across, and into those it enters. */
function wayOf(from: string, to: string, parents: ReadonlyMap<string, string | null>): readonly Stretch[] {
  const ancestors = (id: string): (string | null)[] => {
    const chain: (string | null)[] = [];
    for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) chain.push(at);
    return [...chain, null];
  };
  const [out, into] = [ancestors(from), ancestors(to)];
  const common = out.find((frame) => into.includes(frame)) ?? null;
  const leaving = out.slice(0, out.indexOf(common));
  const entering = into.slice(0, into.indexOf(common));
  const exits = leaving.map((level, at): Stretch => ({ level, from: leaving[at - 1] ?? from, to: EXIT }));
  const entries = entering.map((level, at): Stretch => ({ level, from: ENTRY, to: entering[at - 1] ?? to }));
  const across = { level: common, from: leaving.at(-1) ?? from, to: entering.at(-1) ?? to };
  return [...exits, across, ...entries.toReversed()];
}

function layOutLevel({ boxes, edges }: Level): LaidLevel {
  const graph = new Graph();
  const ways = [...edges.values()];
  const merging = repeated(ways.map(({ to }) => to));
  const parting = repeated(ways.map(({ from }) => from));
  const ranksep = parting.size + merging.size > 0 ? BRANCHING_GAP : cardGap.y;
  graph.setGraph({ rankdir: 'TB', nodesep: cardGap.x, edgesep: cardGap.x / 2, ranksep });
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height });
  for (const { from, to } of edges.values()) {
    for (const end of [from, to]) if (!boxes.has(end)) graph.setNode(end, { width: 1, height: 1 });
    // A branch hangs from where it begins: of its edges, the one that merges it is the one that may be long.
    graph.setEdge(from, to, { weight: merging.has(to) ? 1 : 2 });
  }
  layOutWithDagre(graph, { customOrder: branchOrder(ways) });
  // What stands for the outside takes no room: the level is as high as its cards.
  const rects = [...boxes].map(([id, size]) => ({ ...size, ...centreOf(graph, id) }));
  const [left, top] = [
    Math.min(0, ...pointsOf(graph, edges).map(({ x }) => x - cardGap.x / 2)),
    Math.min(...rects.map(({ y, height }) => y - height / 2)),
  ];
  const right = Math.max(
    ...rects.map(({ x, width }) => x + width / 2),
    ...pointsOf(graph, edges).map(({ x }) => x + cardGap.x / 2),
  );
  const bottom = Math.max(...rects.map(({ y, height }) => y + height / 2));
  const moved = ({ x, y }: Place): Place => ({ x: x - left, y: y - top });
  const ranks = rects.map(({ y, height }) => ({ y, height }));
  return {
    width: right - left,
    height: bottom - top,
    entry: graph.hasNode(ENTRY) ? centreOf(graph, ENTRY).x - left : null,
    rimTop: frameRim.top + (ways.filter(({ from }) => from === ENTRY).length > 1 ? BRANCHING_GAP / 2 : 0),
    places: new Map(
      [...boxes].map(([id, { width, height }]) => {
        const { x, y } = moved(centreOf(graph, id));
        return [id, { x: x - width / 2, y: y - height / 2 }];
      }),
    ),
    points: new Map(
      [...edges].map(([key, { from, to }]) => [
        key,
        straightThroughRanks(innerPoints(graph, from, to), ranks)
          .filter(({ y }) => y > top - 1 && y < bottom + 1)
          .map(moved),
      ]),
    ),
  };
}

/** Those that are there more than once. */
function repeated(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
}

function centreOf(graph: Graph, id: string): Place {
  const { x = 0, y = 0 } = graph.node(id) as Partial<Point>;
  return { x, y };
}

/** Where an edge passes other ranks; its first and last points are on the rims of its ends. */
function innerPoints(graph: Graph, from: string, to: string): readonly Place[] {
  const { points = [] } = graph.edge(from, to) as { readonly points?: readonly Place[] };
  return points.slice(1, -1);
}

function pointsOf(graph: Graph, edges: Level['edges']): readonly Place[] {
  return [...edges.values()].flatMap(({ from, to }) => innerPoints(graph, from, to));
}

/** Past the cards of a rank an edge goes straight down, so that it does not cut their corners; between ranks it is free. */
function straightThroughRanks(
  points: readonly Place[],
  ranks: readonly { readonly y: number; readonly height: number }[],
): readonly Place[] {
  return points.flatMap(({ x, y }) => {
    const height = Math.max(
      0,
      ...ranks.filter((rank) => Math.abs(rank.y - y) < 1).map((rank) => rank.height),
    );
    if (height === 0) return [];
    return [
      { x, y: y - height / 2 },
      { x, y: y + height / 2 + STRAIGHT_PX },
    ];
  });
}

/** From places on each level to places on the canvas. */
function absolute(
  sketch: Sketch,
  levels: ReadonlyMap<string | null, Level>,
  laid: ReadonlyMap<string | null, LaidLevel>,
  ways: ReadonlyMap<string, readonly Stretch[]>,
): Layout {
  const origins = new Map<string | null, Place>([[null, { x: 0, y: 0 }]]);
  const cards = new Map<string, Rect>();
  const frames = new Map<string, Rect>();
  for (const frame of [null, ...insideOut(sketch.frames).toReversed()]) {
    const origin = origins.get(frame) ?? { x: 0, y: 0 };
    for (const [id, size] of levels.get(frame)?.boxes ?? []) {
      const place = laid.get(frame)?.places.get(id) ?? origin;
      const rect = { x: origin.x + place.x, y: origin.y + place.y, ...size };
      if (!origins.has(id) && levels.has(id)) {
        frames.set(id, rect);
        origins.set(id, { x: rect.x + frameRim.side, y: rect.y + (laid.get(id)?.rimTop ?? frameRim.top) });
      } else cards.set(id, rect);
    }
  }
  const routes = new Map(
    [...ways].map(([id, way]): [string, readonly Place[]] => [
      id,
      way.flatMap(({ level, from, to }) => {
        const origin = origins.get(level) ?? { x: 0, y: 0 };
        const { points, entry = null, rimTop = 0 } = laid.get(level) ?? {};
        // Through the title bar all go together.
        const bar = from === ENTRY && entry !== null ? [{ x: entry, y: FRAME_BAR - rimTop }] : [];
        return [...bar, ...(points?.get(`${from} ${to}`) ?? [])].map(({ x, y }) => ({
          x: origin.x + x,
          y: origin.y + y,
        }));
      }),
    ]),
  );
  return { cards, frames, routes };
}
