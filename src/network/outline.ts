/** What a drawing of a network shows when some of its blocks are open: cards, the frames around them, and edges. */
import { blockPath, blocksById } from './blockTree';
import { topologicalOrder, findNode, type Connection, type Network } from './graph';
import { topologicalSort } from './topologicalSort';

/** A layer, or a block that is closed. */
export interface OutlineCard {
  /** Of the layer or the block. */
  readonly id: string;
  readonly kind: 'layer' | 'block';
  /** The open block that it lies in; `null` where it is in none. */
  readonly frame: string | null;
}

/** An open block. */
export interface OutlineFrame {
  readonly id: string;
  /** The open block that it lies in; `null` where it is in none. */
  readonly parent: string | null;
}

/** All connections from one card to another. */
export interface OutlineEdge {
  /** `from>to`: stays the same for as long as the two cards are connected. */
  readonly id: string;
  /** Id of a card. */
  readonly from: string;
  /** Id of a card. */
  readonly to: string;
  /** One at least, in the order of the network's connections. */
  readonly connections: readonly Connection[];
}

export interface Outline {
  /** In topological order. Every layer is a card or lies in one, exactly once. */
  readonly cards: readonly OutlineCard[];
  /** A frame comes before those in it. */
  readonly frames: readonly OutlineFrame[];
  readonly edges: readonly OutlineEdge[];
}

/**
 * The outline of a network with the blocks in `openBlocks` open. A block in a closed one is not seen, open or not; ids
 * that are no block's do not matter.
 */
export function outline(network: Network, openBlocks: ReadonlySet<string>): Outline {
  const cards = new Map<string, OutlineCard>();
  const frames = new Map<string, OutlineFrame>();
  const cardOf = new Map<string, string>();
  for (const id of topologicalOrder(network)) {
    const path = blockPath(network, findNode(network, id)?.block);
    const closed = path.find((block) => !openBlocks.has(block));
    const open = closed === undefined ? path : path.slice(0, path.indexOf(closed));
    for (const block of open)
      frames.set(block, { id: block, parent: blocksById(network).get(block)?.parent ?? null });
    const card = closed ?? id;
    cardOf.set(id, card);
    cards.set(card, { id: card, kind: closed === undefined ? 'layer' : 'block', frame: open.at(-1) ?? null });
  }
  const edges = edgesBetween(network, cardOf);
  const sources = new Map<string, string[]>([...cards.keys()].map((id) => [id, []]));
  for (const { from, to } of edges) sources.get(to)?.push(from);
  return {
    cards: topologicalSort([...cards.keys()], sources).flatMap((id) => cards.get(id) ?? []),
    frames: [...frames.values()],
    edges,
  };
}

function edgesBetween({ connections }: Network, cardOf: ReadonlyMap<string, string>): readonly OutlineEdge[] {
  const edges = new Map<string, OutlineEdge & { readonly connections: Connection[] }>();
  for (const connection of connections) {
    const [from, to] = [cardOf.get(connection.from), cardOf.get(connection.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const id = `${from}>${to}`;
    const edge = edges.get(id);
    if (edge === undefined) edges.set(id, { id, from, to, connections: [connection] });
    else edge.connections.push(connection);
  }
  return [...edges.values()];
}
