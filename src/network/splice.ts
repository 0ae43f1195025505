/** Taking a part of a network out and putting one in: what edits of layers, blocks and selections are made of. */
import { commonBlock, blocksById, withoutEmptyBlocks } from './blockTree';
import { exitsOf, layersOf, outputOf } from './cards';
import { EditRefused } from './editRefused';
import { findNode, incoming, type Block, type Connection, type LayerNode, type Network } from './graph';
import { layerType } from './layers';

/** An input of a layer: that of `to` with this number. */
export type Port = Pick<Connection, 'to' | 'input'>;

/** Part of a network on its own. */
export interface Fragment {
  /** Its layers, connections among them, and whole blocks. What lay in a block that is not whole lies in none. */
  readonly network: Network;
  /** Inputs fed from elsewhere, by what feeds them: one list for each such layer, and for each layer that lacks one. */
  readonly inputs: readonly (readonly Port[])[];
  /** Layers that feed others elsewhere, or nothing. */
  readonly outputs: readonly string[];
}

/** Layers and whole blocks. */
export interface Part {
  readonly layers: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
}

/** The layers and blocks of some cards. Throws `EditRefused` (`unknown-layer`) where a card is not there. */
export function partOf(network: Network, cards: readonly string[]): Part {
  const layers = new Set(cards.flatMap((card) => layersOf(network, card)));
  const blocks = new Set(cards.filter((card) => blocksById(network).has(card)));
  // Parents come before or after their blocks: the rest is found by climbing.
  const within = ({ id, parent }: Block): boolean => {
    if (blocks.has(id)) return true;
    const around = blocksById(network).get(parent ?? '');
    return around !== undefined && within(around);
  };
  return { layers, blocks: new Set(network.blocks.filter(within).map(({ id }) => id)) };
}

/** A copy of part of a network, with the same ids. */
export function fragmentOf(network: Network, part: Part): Fragment {
  const { layers, blocks } = part;
  const inputs = new Map<string, Port[]>();
  for (const id of layers) {
    const arriving = incoming(network).get(id) ?? [];
    for (const { from, to, input } of arriving)
      if (!layers.has(from)) inputs.set(from, [...(inputs.get(from) ?? []), { to, input }]);
    const type = findNode(network, id)?.type;
    if (arriving.length === 0 && type !== undefined && layerType(type).inputs.min > 0)
      inputs.set(id, [{ to: id, input: 0 }]);
  }
  return {
    network: {
      nodes: network.nodes
        .filter(({ id }) => layers.has(id))
        .map((node) => (blocks.has(node.block ?? '') ? node : inBlock(node, undefined))),
      connections: renumber(network.connections.filter(({ from, to }) => layers.has(from) && layers.has(to))),
      blocks: network.blocks
        .filter(({ id }) => blocks.has(id))
        .map((block) => (blocks.has(block.parent ?? '') ? block : withParent(block, undefined))),
    },
    inputs: [...inputs.values()],
    outputs: exitsOf(network, layers),
  };
}

/** Whether the fragment can be put in on a connection. */
export function isInline({ inputs, outputs }: Fragment): boolean {
  return inputs.length === 1 && outputs.length === 1;
}

/** Where a fragment goes: it takes what `source` gives, and feeds what `connections` (all from there) fed. */
export interface Place {
  readonly source: string;
  readonly connections: readonly Connection[];
}

/**
 * The place after a card: on all its ways out, or on those to the card `before` only. Throws `EditRefused` where a card
 * is not there, they are not connected, or several layers of a block are.
 */
export function placeAfter(network: Network, after: string, before?: string): Place {
  if (before === undefined) {
    const source = outputOf(network, after);
    if (typeof source !== 'string') throw new EditRefused(source.code, source.message);
    return { source, connections: network.connections.filter(({ from }) => from === source) };
  }
  const [sources, targets] = [new Set(layersOf(network, after)), new Set(layersOf(network, before))];
  const connections = network.connections.filter(({ from, to }) => sources.has(from) && targets.has(to));
  const [source, ...others] = new Set(connections.map(({ from }) => from));
  if (source === undefined)
    throw new EditRefused('unknown-connection', 'There is no connection between these two to put it on.');
  if (others.length > 0)
    throw new EditRefused('block', 'Several connections go this way. Open the block and choose one of them.');
  return { source, connections };
}

/**
 * Puts a fragment (one input, one output) in. It joins the innermost block that holds both ends of a connection, of the
 * source and any that it feeds; at an end of the network none.
 */
export function splice(network: Network, fragment: Fragment, { source, connections }: Place): Network {
  const [ports = []] = fragment.inputs;
  const [output = source] = fragment.outputs;
  const around = findNode(network, source)?.block;
  const blocks = connections.map(({ to }) => commonBlock(network, [around, findNode(network, to)?.block]));
  const block = innermost(network, blocks);
  const moved = new Set(connections);
  const joined = put(network, fragment, block, source);
  return {
    ...joined,
    connections: feed(
      joined.connections.map((connection) =>
        moved.has(connection) ? { ...connection, from: output } : connection,
      ),
      source,
      ports,
    ),
  };
}

/** Puts a fragment in as `splice` does, but feeding nothing: what the source fed, it still feeds. */
export function branch(network: Network, fragment: Fragment, place: Place): Network {
  const [ports = []] = fragment.inputs;
  const connections = [...network.connections, ...fragment.network.connections];
  return { ...splice(network, fragment, place), connections: feed(connections, place.source, ports) };
}

/** Puts a fragment into a block, or none, unconnected: after a layer in the list of nodes, or at its end. */
export function put(network: Network, { network: part }: Fragment, block?: string, after?: string): Network {
  const nodes = part.nodes.map((node) => (node.block === undefined ? inBlock(node, block) : node));
  const at = network.nodes.findIndex(({ id }) => id === after);
  return {
    nodes: network.nodes.toSpliced(at === -1 ? network.nodes.length : at + 1, 0, ...nodes),
    connections: [...network.connections, ...part.connections],
    blocks: [
      ...network.blocks,
      ...part.blocks.map((inner) => (inner.parent === undefined ? withParent(inner, block) : inner)),
    ],
  };
}

/** Takes part of a network out and heals the rest: what a layer fed is fed by what came in as its first input. */
export function takeOut(network: Network, layers: ReadonlySet<string>): Network {
  const healed = network.connections.flatMap((connection): readonly Connection[] => {
    if (layers.has(connection.to)) return [];
    let from: string | undefined = connection.from;
    while (from !== undefined && layers.has(from)) from = incoming(network).get(from)?.[0]?.from;
    if (from === connection.from) return [connection];
    return from === undefined ? [] : [{ ...connection, from }];
  });
  return withoutEmptyBlocks({
    ...network,
    nodes: network.nodes.filter(({ id }) => !layers.has(id)),
    connections: renumber(healed),
  });
}

/** The connections with `from` at these ports; what was there and behind moves along. */
export function feed(
  connections: readonly Connection[],
  from: string,
  ports: readonly Port[],
): readonly Connection[] {
  let result = connections;
  for (const { to, input } of ports.toSorted((a, b) => a.input - b.input)) {
    const along = result.map((connection) =>
      connection.to === to && connection.input >= input
        ? { ...connection, input: connection.input + 1 }
        : connection,
    );
    result = [...along, { from, to, input }];
  }
  return result;
}

/** Inputs of each node numbered from 0 without gaps, in their order. */
export function renumber(connections: readonly Connection[]): readonly Connection[] {
  const next = new Map<string, number>();
  const numbers = new Map<Connection, number>();
  for (const connection of connections.toSorted((a, b) => a.input - b.input)) {
    const input = next.get(connection.to) ?? 0;
    next.set(connection.to, input + 1);
    numbers.set(connection, input);
  }
  return connections.map((connection) => {
    const input = numbers.get(connection) ?? 0;
    return input === connection.input ? connection : { ...connection, input };
  });
}

/** The layer in another block, or none; it is no part of that one's plan. */
export function inBlock({ id, type, parameters }: LayerNode, block: string | undefined): LayerNode {
  return { id, type, parameters, ...(block === undefined ? {} : { block }) };
}

/** The block in another one, or none. */
export function withParent({ id, kind, title, parameters }: Block, parent: string | undefined): Block {
  return { id, kind, title, parameters, ...(parent === undefined ? {} : { parent }) };
}

/** Of blocks that lie one in the other, the one within all. */
function innermost(network: Network, blocks: readonly (string | undefined)[]): string | undefined {
  const depth = (block: string | undefined): number => {
    let count = 0;
    for (let at = block; at !== undefined; at = blocksById(network).get(at)?.parent) count += 1;
    return count;
  };
  return blocks.reduce((inner, block) => (depth(block) > depth(inner) ? block : inner), undefined);
}
