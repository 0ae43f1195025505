import { labels } from '../../../network/graph';
import { useInference, useNetwork } from '../../../state/network';

/** The layer itself where its output is maps, else the last before it that has some; `null` where none has. */
export function useLayerWithMaps(layerId: string): { readonly id: string; readonly label: string } | null {
  const network = useNetwork((state) => state.network);
  const { nodes, order } = useInference();
  const before = order.slice(0, order.indexOf(layerId) + 1);
  const id = before.findLast((each) => nodes.get(each)?.outputShape?.length === 3);
  return id === undefined ? null : { id, label: labels(network).get(id) ?? id };
}
