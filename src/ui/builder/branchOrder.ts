/**
 * Which branch stands to the left of which: as the inputs of the layer that merges them are counted. Dagre knows only
 * which order has the fewest crossings, and gives one of those, mirrored as often as not.
 */
import type { Graph, LayoutConfig } from '@dagrejs/dagre';

interface Ends {
  readonly from: string;
  readonly to: string;
}

type CustomOrder = NonNullable<LayoutConfig['customOrder']>;

/** What dagre puts on the ranks that an edge passes stands for that edge. */
interface RankedNode {
  readonly rank: number;
  order: number;
  readonly dummy?: string;
  readonly edgeObj?: { readonly v: string; readonly w: string };
}

/**
 * The order within ranks, for dagre. `edges` come in the order of the inputs they end at. Where dagre's own order has fewer
 * crossings, it is taken.
 */
export function branchOrder(edges: readonly Ends[]): CustomOrder {
  const numbers = numbered(edges);
  return (graph, orderByDagre) => {
    orderByDagre(graph, {});
    const byDagre = ordersOf(graph);
    const least = crossings(graph);
    orderByBranch(graph, numbers);
    if (crossings(graph) <= least) return;
    for (const [id, order] of byDagre) ranked(graph, id).order = order;
  };
}

/** The edges numbered from left to right: going back from each end of the network, a layer's inputs in their order. */
function numbered(edges: readonly Ends[]): ReadonlyMap<string, number> {
  const arriving = new Map<string, Ends[]>();
  for (const edge of edges) arriving.set(edge.to, [...(arriving.get(edge.to) ?? []), edge]);
  const feeding = new Set(edges.map(({ from }) => from));
  const ends = [...arriving.keys()].filter((id) => !feeding.has(id));
  const numbers = new Map<string, number>();
  const ahead = ends.toReversed().flatMap((id) => arriving.get(id)?.toReversed() ?? []);
  for (let edge = ahead.pop(); edge !== undefined; edge = ahead.pop()) {
    const name = nameOf(edge.from, edge.to);
    if (numbers.has(name)) continue;
    numbers.set(name, numbers.size);
    ahead.push(...(arriving.get(edge.from)?.toReversed() ?? []));
  }
  return numbers;
}

function nameOf(from: string, to: string): string {
  return `${from} ${to}`;
}

/** Follows each branch down to its end before the next: what is met first in a rank is on its left. */
function orderByBranch(graph: Graph, numbers: ReadonlyMap<string, number>): void {
  const number = (v: string, w: string): number => {
    const edge = ranked(graph, w).edgeObj ?? ranked(graph, v).edgeObj ?? { v, w };
    return numbers.get(nameOf(edge.v, edge.w)) ?? Infinity;
  };
  const out = (id: string): readonly { readonly to: string; readonly number: number }[] =>
    (graph.outEdges(id) ?? [])
      .map(({ v, w }) => ({ to: w, number: number(v, w) }))
      .toSorted((a, b) => a.number - b.number);
  const filled = new Map<number, number>();
  const met = new Set<string>();
  const starts = graph
    .nodes()
    .filter((id) => (graph.inEdges(id) ?? []).length === 0)
    .map((id) => ({ id, number: out(id)[0]?.number ?? Infinity }))
    .toSorted((a, b) => a.number - b.number);
  const ahead = starts.map(({ id }) => id).toReversed();
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (met.has(id)) continue;
    met.add(id);
    const node = ranked(graph, id);
    node.order = filled.get(node.rank) ?? 0;
    filled.set(node.rank, node.order + 1);
    ahead.push(
      ...out(id)
        .map(({ to }) => to)
        .toReversed(),
    );
  }
}

function ordersOf(graph: Graph): readonly (readonly [string, number])[] {
  return graph.nodes().map((id) => [id, ranked(graph, id).order]);
}

/** How often edges cross between neighbouring ranks; every edge of dagre's graph goes from one rank to the next. */
function crossings(graph: Graph): number {
  const byRank = new Map<number, (readonly [number, number])[]>();
  for (const { v, w } of graph.edges()) {
    const from = ranked(graph, v);
    const between = byRank.get(from.rank) ?? [];
    between.push([from.order, ranked(graph, w).order]);
    byRank.set(from.rank, between);
  }
  let count = 0;
  for (const edges of byRank.values()) {
    for (const [at, [from, to]] of edges.entries()) {
      for (const [otherFrom, otherTo] of edges.slice(at + 1))
        if ((from - otherFrom) * (to - otherTo) < 0) count++;
    }
  }
  return count;
}

function ranked(graph: Graph, id: string): RankedNode {
  const node: unknown = graph.node(id);
  return node as RankedNode;
}
