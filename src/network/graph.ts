/**
 * A network is a directed acyclic graph: nodes (a layer type with its parameters) and connections.
 * It is plain serialisable data; every edit (`edits.ts`) is a pure function that returns a new network.
 *
 * What holds for every network that comes from `edits.ts` or `networkSchema.ts`: ids are unique, connections end at
 * nodes that exist, the inputs of a node are numbered from 0 without gaps and are no more than its type takes,
 * parameters are complete and in range, and there is no cycle; blocks that are named exist, none is empty, and no path
 * leaves a block and comes back into it. Too few inputs, several outputs, shapes that do not fit are allowed:
 * `inference.ts` reports them.
 */
import type { BlockKindName } from './blocks';
import type { ParameterValues } from './layerType';
import { layerType, type LayerTypeName } from './layers';
import { perNetwork } from './perNetwork';
import { topologicalSort } from './topologicalSort';

export interface LayerNode {
  /** Stable through edits and reloads; unique in the network. */
  readonly id: string;
  /** Key in `network/layers`: `conv2d`. */
  readonly type: LayerTypeName;
  readonly parameters: ParameterValues;
  /** Id of the innermost block it is in; left out where it is in none. */
  readonly block?: string;
  /** Which layer of the block's plan it is (`blocks/blockKind.ts`); left out in blocks without a plan. */
  readonly role?: string;
  /** Keras's `trainable`: `false` where the layer is frozen, so that training leaves its weights as they are; else left out. */
  readonly trainable?: false;
}

/**
 * A group of layers that people see as one card until they open it. It only groups: shapes, weights and training know
 * nothing of it. A block has at least one layer in it, at whatever depth.
 */
export interface Block {
  /** Unique among blocks and nodes. */
  readonly id: string;
  /** Key in `network/blocks`, whose plan made its layers; `custom` for a group the user made. */
  readonly kind: BlockKindName;
  /** What its card says: `Residual block`, or what the user called it. */
  readonly title: string;
  /** What its plan was made with; empty for `custom`. */
  readonly parameters: ParameterValues;
  /** Id of the block it is in; left out where it is in none. Never in a circle. */
  readonly parent?: string;
}

/** `to`'s input number `input` (0 for one-input layers) is `from`'s output. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly input: number;
}

export interface Network {
  readonly nodes: readonly LayerNode[];
  readonly connections: readonly Connection[];
  readonly blocks: readonly Block[];
}

/** The network with nothing in it. */
export const emptyNetwork: Network = { nodes: [], connections: [], blocks: [] };

/** The nodes by their ids, in the order of `nodes`. */
export const nodesById: (network: Network) => ReadonlyMap<string, LayerNode> = perNetwork(
  ({ nodes }) => new Map(nodes.map((node) => [node.id, node])),
);

/** The node with this id; `undefined` where there is none. */
export function findNode(network: Network, id: string): LayerNode | undefined {
  return nodesById(network).get(id);
}

/** The connections that end at each node, in the order of its inputs. Every node has an entry. */
export const incoming: (network: Network) => ReadonlyMap<string, readonly Connection[]> = perNetwork(
  (network) => {
    const arriving = new Map<string, Connection[]>(network.nodes.map(({ id }) => [id, []]));
    const ordered = network.connections.toSorted((a, b) => a.input - b.input);
    for (const connection of ordered) arriving.get(connection.to)?.push(connection);
    return arriving;
  },
);

/** Ids that feed each node, in the order of its inputs. Every node has an entry. */
export const predecessors: (network: Network) => ReadonlyMap<string, readonly string[]> = perNetwork(
  (network) => new Map([...incoming(network)].map(([id, all]) => [id, all.map(({ from }) => from)])),
);

/** Ids that each node feeds, in the order of the connections. Every node has an entry. */
export const successors: (network: Network) => ReadonlyMap<string, readonly string[]> = perNetwork(
  (network) => {
    const targets = new Map<string, string[]>(network.nodes.map(({ id }) => [id, []]));
    for (const { from, to } of network.connections) targets.get(from)?.push(to);
    return targets;
  },
);

/** Every id, each after those that feed it; apart from that in the order of `nodes`. */
export const topologicalOrder: (network: Network) => readonly string[] = perNetwork((network) =>
  topologicalSort([...nodesById(network).keys()], predecessors(network)),
);

/** What people call each node: `Conv2D 1`, numbered per class in topological order. */
export const labels: (network: Network) => ReadonlyMap<string, string> = perNetwork((network) => {
  const nodes = nodesById(network);
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const id of topologicalOrder(network)) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const { className } = layerType(node.type);
    const count = (counts.get(className) ?? 0) + 1;
    counts.set(className, count);
    names.set(id, `${className} ${count}`);
  }
  return names;
});

/** Whether the nodes form one line from an Input on: what Keras calls Sequential. */
export function isChain(network: Network): boolean {
  const [first] = topologicalOrder(network);
  const start = network.nodes.find(({ id }) => id === first);
  if (start === undefined || layerType(start.type).inputs.max !== 0) return false;
  if (network.connections.length !== network.nodes.length - 1) return false;
  const fromOnce = new Set(network.connections.map(({ from }) => from)).size === network.connections.length;
  const toOnce = new Set(network.connections.map(({ to }) => to)).size === network.connections.length;
  return fromOnce && toOnce;
}
