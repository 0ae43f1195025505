/** What a card does with its layer: the deed, where the focus goes, and what is said of it. */
import { duplicateNode } from '../../network/edits';
import { findNode, labels } from '../../network/graph';
import { layerType } from '../../network/layers';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { announce } from '../shared/announcement';
import { focusCard } from './cardFocus';

/** Opens the inspector on a layer, and goes there where it is not beside the network. */
export function inspectLayer(id: string): void {
  useNetwork.getState().select(id);
  if (!window.matchMedia('(max-width: 959px)').matches) return;
  requestAnimationFrame(() => document.getElementById('inspector')?.scrollIntoView({ behavior: 'smooth' }));
}

/** Removes a layer; the focus goes to the next one, or to the one before. */
export function removeLayer(id: string, order: readonly string[]): void {
  const { network, remove } = useNetwork.getState();
  if (useRunLock.getState().locked) return;
  const label = labels(network).get(id) ?? id;
  const at = order.indexOf(id);
  const next = order[at + 1] ?? order[at - 1];
  remove(id);
  announce(`${label} deleted.`);
  if (next !== undefined) focusCard(next);
}

/** Moves a layer to after another; the focus stays on it. */
export function moveLayer(id: string, afterId: string): void {
  const { network, move } = useNetwork.getState();
  const node = findNode(network, id);
  if (useRunLock.getState().locked || node === undefined || layerType(node.type).inputs.max !== 1) return;
  const target = labels(network).get(afterId) ?? afterId;
  move(id, afterId);
  announce(`Moved to after ${target}.`);
  focusCard(id);
}

/** Puts a copy right after a layer. An Input has no place for a second one. */
export function duplicateLayer(id: string): void {
  const { network, edit } = useNetwork.getState();
  const node = findNode(network, id);
  if (useRunLock.getState().locked || node === undefined || layerType(node.type).inputs.max === 0) return;
  edit((now) => duplicateNode(now, id));
  announce(`${labels(network).get(id) ?? id} duplicated.`);
}
