/** Ids of layers and blocks: a type and a number, `conv2d-7`. */
import { findNode, type Network } from './graph';
import { blocksById } from './blockTree';

/** Gives ids that are not taken, one after the other: each number follows the highest one so far. */
export function idMaker(...taken: readonly Iterable<string>[]): (prefix: string) => string {
  let highest = 0;
  for (const ids of taken)
    for (const id of ids) highest = Math.max(highest, Number(/\d+$/.exec(id)?.[0] ?? 0));
  return (prefix) => {
    highest += 1;
    return `${prefix}-${highest}`;
  };
}

/** Gives ids that no layer or block of the network has. Depends on the network alone, so that edits repeat. */
export function newIds({ nodes, blocks }: Network): (prefix: string) => string {
  return idMaker(
    nodes.map(({ id }) => id),
    blocks.map(({ id }) => id),
  );
}

/** The network with other ids for some of its layers and blocks. */
export function renameIds(network: Network, renamed: ReadonlyMap<string, string>): Network {
  if (renamed.size === 0) return network;
  const nameOf = (id: string): string => renamed.get(id) ?? id;
  return {
    nodes: network.nodes.map((node) =>
      renamed.has(node.id) || renamed.has(node.block ?? '')
        ? { ...node, id: nameOf(node.id), ...(node.block === undefined ? {} : { block: nameOf(node.block) }) }
        : node,
    ),
    connections: network.connections.map((connection) =>
      renamed.has(connection.from) || renamed.has(connection.to)
        ? { ...connection, from: nameOf(connection.from), to: nameOf(connection.to) }
        : connection,
    ),
    blocks: network.blocks.map((block) =>
      renamed.has(block.id) || renamed.has(block.parent ?? '')
        ? {
            ...block,
            id: nameOf(block.id),
            ...(block.parent === undefined ? {} : { parent: nameOf(block.parent) }),
          }
        : block,
    ),
  };
}

/**
 * The network with its new layers and blocks (those that `before` has not) under ids that were never `used`: an id that
 * comes back would hand what the removed layer has learnt to another one.
 */
export function withUnusedIds(network: Network, before: Network, used: ReadonlySet<string>): Network {
  const makeId = idMaker(
    used,
    network.nodes.map(({ id }) => id),
    network.blocks.map(({ id }) => id),
  );
  const renamed = new Map<string, string>();
  for (const { id, type } of network.nodes)
    if (used.has(id) && findNode(before, id) === undefined) renamed.set(id, makeId(type));
  for (const { id } of network.blocks)
    if (used.has(id) && !blocksById(before).has(id)) renamed.set(id, makeId('block'));
  return renameIds(network, renamed);
}
