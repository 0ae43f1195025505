/** Which blocks are drawn open. It is a way of looking at the network, not part of it: undo does not touch it. */
import { create } from 'zustand';
import { blockPath } from '../network/blockTree';
import { findNode, type Network } from '../network/graph';

interface OpenBlocks {
  /** Ids of blocks; one that lies in a closed block is not seen, open or not. */
  readonly ids: ReadonlySet<string>;
  open(...blocks: readonly string[]): void;
  /** Closes a block; those in it stay as they are and are open again when it is. */
  close(block: string): void;
  /** These and no others. */
  set(blocks: Iterable<string>): void;
}

export const useOpenBlocks = create<OpenBlocks>((set) => ({
  ids: new Set(),
  open: (...blocks) =>
    set(({ ids }) => (blocks.every((id) => ids.has(id)) ? {} : { ids: new Set([...ids, ...blocks]) })),
  close: (block) =>
    set(({ ids }) => (ids.has(block) ? { ids: new Set([...ids].filter((id) => id !== block)) } : {})),
  set: (blocks) => set({ ids: new Set(blocks) }),
}));

/** Opens every block that a layer or a block lies in, so that it has a card of its own. */
export function openAround(network: Network, id: string): void {
  const parent = findNode(network, id)?.block ?? network.blocks.find((block) => block.id === id)?.parent;
  useOpenBlocks.getState().open(...blockPath(network, parent));
}
