/** Layers by the cards that people see: a card is a layer, or a block with all that is in it. */
import { blockMembers, blocksById } from './blockTree';
import { EditRefused, type Refusal } from './editRefused';
import { findNode, incoming, labels, successors, type LayerNode, type Network } from './graph';
import { blockLabels } from './blockTree';
import { layerType } from './layers';

/** The layer with this id. Throws `EditRefused` (`unknown-layer`) where there is none. */
export function requireNode(network: Network, id: string): LayerNode {
  const node = findNode(network, id);
  if (node === undefined) throw new EditRefused('unknown-layer', `There is no layer "${id}" in the network.`);
  return node;
}

/** Ids of the layers of a card. Throws `EditRefused` (`unknown-layer`) where there is no such card. */
export function layersOf(network: Network, card: string): readonly string[] {
  const members = blockMembers(network).get(card);
  return members === undefined ? [requireNode(network, card).id] : members.map(({ id }) => id);
}

/** What people call a card. */
export function cardLabel(network: Network, card: string): string {
  return labels(network).get(card) ?? blockLabels(network).get(card) ?? card;
}

/** Those of some layers that feed a layer that is not among them, or none at all. */
export function exitsOf(network: Network, layers: ReadonlySet<string>): readonly string[] {
  return [...layers].filter((id) => {
    const targets = successors(network).get(id) ?? [];
    return targets.length === 0 || targets.some((target) => !layers.has(target));
  });
}

/** The layer whose output is the card's, or why there is none. */
export function outputOf(network: Network, card: string): string | Refusal {
  if (!blocksById(network).has(card)) {
    const missing = `There is no layer "${card}" in the network.`;
    return findNode(network, card)?.id ?? { code: 'unknown-layer', message: missing };
  }
  const [exit, ...others] = exitsOf(network, new Set(layersOf(network, card)));
  if (exit !== undefined && others.length === 0) return exit;
  const message = `${cardLabel(network, card)} has several outputs. Open it and choose the layer that is meant.`;
  return { code: 'block', message };
}

/** The layer of a card that lacks an input, or why there is none. A layer's card is the layer, lacking or not. */
export function inputOf(network: Network, card: string): string | Refusal {
  if (!blocksById(network).has(card)) {
    const missing = `There is no layer "${card}" in the network.`;
    return findNode(network, card)?.id ?? { code: 'unknown-layer', message: missing };
  }
  const [hungry, ...others] = layersOf(network, card).filter((id) => lacksInput(network, id));
  if (hungry !== undefined && others.length === 0) return hungry;
  const label = cardLabel(network, card);
  return hungry === undefined
    ? { code: 'arity', message: `${label} has all its inputs. Open it to connect a layer in it.` }
    : { code: 'block', message: `${label} has several inputs. Open it and choose the layer that is meant.` };
}

/** Whether a layer has fewer inputs than it needs. */
export function lacksInput(network: Network, id: string): boolean {
  const { min } = layerType(requireNode(network, id).type).inputs;
  return (incoming(network).get(id)?.length ?? 0) < min;
}
