/** Looking inside a layer, from its card. */
import { useNetwork } from '../../state/network';

/** Opens the inspector on a layer, and goes there where it is not beside the network. */
export function inspectLayer(id: string): void {
  useNetwork.getState().select(id);
  if (!isInspectorBelow()) return;
  requestAnimationFrame(() => document.getElementById('inspector')?.scrollIntoView({ behavior: 'smooth' }));
}

/** Whether the page is so narrow that its parts lie one below the other. */
export function isInspectorBelow(): boolean {
  return window.matchMedia('(max-width: 959px)').matches;
}
