/** Which layers and blocks lie in which blocks. */
import { findNode, topologicalOrder, type Block, type LayerNode, type Network } from './graph';
import { perNetwork } from './perNetwork';

/** The blocks by their ids, in the order of `blocks`. */
export const blocksById: (network: Network) => ReadonlyMap<string, Block> = perNetwork(
  ({ blocks }) => new Map(blocks.map((block) => [block.id, block])),
);

/** Per block the blocks it lies in, outermost first, itself last. */
const blockPaths: (network: Network) => ReadonlyMap<string, readonly string[]> = perNetwork((network) => {
  const blocks = blocksById(network);
  const paths = new Map<string, readonly string[]>();
  for (const { id } of network.blocks) {
    const climb: string[] = [];
    for (let at: string | undefined = id; at !== undefined && !paths.has(at); at = blocks.get(at)?.parent)
      climb.push(at);
    for (const at of climb.toReversed())
      paths.set(at, [...(paths.get(blocks.get(at)?.parent ?? '') ?? []), at]);
  }
  return paths;
});

/** Ids of the blocks that hold a layer, or a block and the block itself: outermost first. */
export function blockPath(network: Network, block: string | undefined): readonly string[] {
  return block === undefined ? [] : (blockPaths(network).get(block) ?? []);
}

/** The layers in each block at whatever depth, in topological order. */
export const blockMembers: (network: Network) => ReadonlyMap<string, readonly LayerNode[]> = perNetwork(
  (network) => {
    const members = new Map<string, LayerNode[]>(network.blocks.map(({ id }) => [id, []]));
    for (const id of topologicalOrder(network)) {
      const node = findNode(network, id);
      for (const block of blockPath(network, node?.block))
        if (node !== undefined) members.get(block)?.push(node);
    }
    return members;
  },
);

/** What people call each block: its title, numbered in topological order where several share one: `Residual block 3`. */
export const blockLabels: (network: Network) => ReadonlyMap<string, string> = perNetwork((network) => {
  const met = new Set<string>();
  for (const id of topologicalOrder(network))
    for (const block of blockPath(network, findNode(network, id)?.block)) met.add(block);
  const blocks = [...met].flatMap((id) => blocksById(network).get(id) ?? []);
  const shared = new Map<string, number>();
  for (const { title } of blocks) shared.set(title, (shared.get(title) ?? 0) + 1);
  const counts = new Map<string, number>();
  return new Map(
    blocks.map(({ id, title }) => {
      const count = (counts.get(title) ?? 0) + 1;
      counts.set(title, count);
      return [id, (shared.get(title) ?? 0) > 1 ? `${title} ${count}` : title];
    }),
  );
});

/** The innermost block that holds all of these blocks, itself included; `undefined` where none does, or one is `undefined`. */
export function commonBlock(network: Network, blocks: readonly (string | undefined)[]): string | undefined {
  const [first = [], ...others] = blocks.map((block) => blockPath(network, block));
  const shared = first.findIndex((id, depth) => others.some((path) => path[depth] !== id));
  return shared === -1 ? first.at(-1) : first[shared - 1];
}

/** The network without the blocks that have no layer in them. */
export function withoutEmptyBlocks(network: Network): Network {
  const members = blockMembers(network);
  const filled = network.blocks.filter(({ id }) => members.get(id)?.length !== 0);
  return filled.length === network.blocks.length ? network : { ...network, blocks: filled };
}
