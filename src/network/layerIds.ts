/** Ids of layers: a type and a number, `conv2d-7`. */
import { findNode, type Network } from './graph';
import type { LayerTypeName } from './layers';

/** An id for a layer of this type: its number follows the highest one taken. */
export function nextId(type: LayerTypeName, taken: readonly string[]): string {
  const numbers = taken.map((id) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  return `${type}-${Math.max(0, ...numbers) + 1}`;
}

/**
 * The network with its new layers (those that `before` has not) under ids that were never `used`: an id that comes back
 * would hand what the removed layer has learnt to another one.
 */
export function withUnusedIds(network: Network, before: Network, used: ReadonlySet<string>): Network {
  const taken = new Set([...used, ...network.nodes.map(({ id }) => id)]);
  const renamed = new Map<string, string>();
  for (const { id, type } of network.nodes) {
    if (!used.has(id) || findNode(before, id) !== undefined) continue;
    const unused = nextId(type, [...taken]);
    taken.add(unused);
    renamed.set(id, unused);
  }
  if (renamed.size === 0) return network;
  const nameOf = (id: string): string => renamed.get(id) ?? id;
  return {
    ...network,
    nodes: network.nodes.map((node) => (renamed.has(node.id) ? { ...node, id: nameOf(node.id) } : node)),
    connections: network.connections.map(({ from, to, input }) => ({
      from: nameOf(from),
      to: nameOf(to),
      input,
    })),
  };
}
