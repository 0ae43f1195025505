import { labels } from '../../network/graph';
import type { LayerView, Shape } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { useInference, useNetwork } from '../../state/network';

/** What the inspector says of a layer before it shows anything. */
export interface InspectedLayer {
  readonly id: string;
  readonly label: string;
  readonly views: readonly LayerView[];
  /** `null` where the network before it has a fault. */
  readonly outputShape: Shape | null;
  /** Whether its output is the picture itself. */
  readonly isPicture: boolean;
}

/** The layer that is chosen; `null` when none is. */
export function useInspectedLayer(): InspectedLayer | null {
  const network = useNetwork((state) => state.network);
  const id = useNetwork((state) => state.selectedId);
  const { nodes } = useInference();
  const node = network.nodes.find((each) => each.id === id);
  if (node === undefined) return null;
  const { views, family } = layerType(node.type);
  return {
    id: node.id,
    label: labels(network).get(node.id) ?? node.type,
    views,
    isPicture: family === 'input',
    outputShape: nodes.get(node.id)?.outputShape ?? null,
  };
}
