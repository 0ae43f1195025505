import { findNode, predecessors, type Network } from '../../../network/graph';
import { layerType } from '../../../network/layers';
import { useNetwork } from '../../../state/network';

/** Whether the three channels that a layer reads are red, green and blue: nothing on the way mixes them. */
export function useReadsColour(layerId: string): boolean {
  return readsColour(
    useNetwork((state) => state.network),
    layerId,
  );
}

export function readsColour(network: Network, layerId: string): boolean {
  const [before, ...others] = predecessors(network).get(layerId) ?? [];
  const node = findNode(network, before ?? '');
  if (node === undefined || others.length > 0) return false;
  const { family, views } = layerType(node.type);
  if (family === 'input') return node.parameters['channels'] === 3;
  return !views.includes('filters') && readsColour(network, node.id);
}
