/** Frozen layers: their weights stay as they are while others are trained, as in transfer learning. */
import { layersOf } from './cards';
import { findNode, predecessors, type LayerNode, type Network } from './graph';
import { propagate } from './propagation';
import { reached } from './reach';

/** Those of some layers that have weights. */
function withWeights(network: Network, layers: Iterable<string>): readonly string[] {
  return [...layers].filter((id) => (propagate(network).get(id)?.weights.length ?? 0) > 0);
}

/** Whether training changes a card's layers; `some` of a block's, and `null` where there is no weight to change. */
export function trainability(network: Network, card: string): 'all' | 'some' | 'none' | null {
  const layers = withWeights(network, layersOf(network, card));
  const frozen = layers.filter((id) => findNode(network, id)?.trainable === false).length;
  if (layers.length === 0) return null;
  return frozen === 0 ? 'all' : frozen === layers.length ? 'none' : 'some';
}

/** Freezes all layers of some cards, or lets training change them again. Throws `EditRefused` (`unknown-layer`). */
export function setTrainable(network: Network, cards: readonly string[], trainable: boolean): Network {
  const layers = new Set(
    withWeights(
      network,
      cards.flatMap((card) => layersOf(network, card)),
    ),
  );
  const changes = ({ id, trainable: before }: LayerNode) =>
    layers.has(id) && (before !== false) !== trainable;
  if (!network.nodes.some(changes)) return network;
  return {
    ...network,
    nodes: network.nodes.map((node) => {
      if (!changes(node)) return node;
      const { trainable: _, ...others } = node;
      return trainable ? others : { ...others, trainable };
    }),
  };
}

/** A card and all that comes before it: what is frozen to keep what a network has learnt to see. */
export function upTo(network: Network, card: string): readonly string[] {
  const layers = new Set(layersOf(network, card));
  return [...reached(predecessors(network), layers)];
}
