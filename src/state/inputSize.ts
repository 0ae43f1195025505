/** The size that pictures are made to: the network's Input layer is where it is kept. */
import type { InputFormat } from '../engine/protocol';
import type { LayerNode, Network } from '../network/graph';
import { useNetwork } from './network';

/** The Input layer; `undefined` where the network has none. */
export function inputNode(network: Network): LayerNode | undefined {
  return network.nodes.find((node) => node.type === 'input');
}

/** What the Input layer asks for; `null` where the network has none. */
export function inputFormat(network: Network): InputFormat | null {
  const node = inputNode(network);
  if (node === undefined) return null;
  const { height, width, channels } = node.parameters;
  return { height: Number(height), width: Number(width), channels: channels === 1 ? 1 : 3 };
}

/** Makes the Input layer square with this side. Nothing happens where the network has none. */
export function setImageSize(sidePx: number): void {
  const { network, setParameters } = useNetwork.getState();
  const node = inputNode(network);
  if (node !== undefined) setParameters(node.id, { height: sidePx, width: sidePx });
}
