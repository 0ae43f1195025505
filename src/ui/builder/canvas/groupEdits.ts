/** What people do to several cards at once, and to blocks. */
import { groupNodes } from '../../../network/blockEdits';
import { cardLabel } from '../../../network/cards';
import type { Network } from '../../../network/graph';
import { copySelection, duplicate, pasteSelection } from '../../../network/selection';
import { useNetwork } from '../../../state/network';
import { useOpenBlocks } from '../../../state/openBlocks';
import { announce } from '../../shared/announcement';
import { countOf } from '../../shared/format';
import { arranged, type Arrangement } from './arrange';
import { goToCard } from './choosing';
import { currentScene } from './currentScene';
import { frozenPlaces, removeCards, rounded } from './edits';
import { fitAll } from './view';

/** Cards as text for the clipboard; `null` where there are none. */
export function copiedText(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  announce(`${countOf(ids.length, 'card')} copied.`);
  return copySelection(useNetwork.getState().network, ids);
}

/** As `copiedText`, and takes the cards away. */
export function cutText(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const text = copySelection(useNetwork.getState().network, ids);
  removeCards(ids);
  return text;
}

/** Puts what was copied, here or in another tab, after the last of `ids`, and chooses it. */
export function pasteText(text: string, ids: readonly string[]): void {
  const { order } = currentScene();
  const after = order.findLast((id) => ids.includes(id));
  addCards((network) => pasteSelection(network, text, after === undefined ? {} : { after }), 'pasted');
}

/** Puts copies of cards in line after them where they have one way in and out, and chooses them. */
export function duplicateCards(ids: readonly string[]): void {
  addCards((network) => duplicate(network, ids), 'duplicated');
}

/** Makes one block of cards, closed. */
export function makeBlock(ids: readonly string[], title: string): void {
  const { network, edit, select } = useNetwork.getState();
  if (!edit((now) => groupNodes(now, ids, title))) return;
  const made = useNetwork
    .getState()
    .network.blocks.find(({ id }) => network.blocks.every((old) => old.id !== id));
  if (made === undefined) return;
  announce(`${made.title} is a block of ${countOf(ids.length, 'card')}.`);
  select(made.id);
  goToCard(made.id);
}

/** Takes a block away and leaves its layers, where they can be seen. */
export function dissolveBlock(id: string): void {
  const { network, ungroup } = useNetwork.getState();
  const first = network.nodes.find(({ block }) => block === id);
  useOpenBlocks.getState().open(id);
  ungroup(id);
  announce(`${cardLabel(network, id)} dissolved: its layers stay.`);
  if (first !== undefined) goToCard(first.id);
}

/** Aligns or spreads the chosen cards; one step of undo. */
export function arrange(how: Arrangement): void {
  const { selection, place } = useNetwork.getState();
  const { cards } = currentScene();
  const chosen = selection.flatMap((id) => cards.get(id) ?? []);
  const places = Object.entries(arranged(how, chosen)).map(([id, at]) => [id, rounded(at)] as const);
  if (places.length === 0) return;
  place({ ...frozenPlaces(), ...Object.fromEntries(places) });
  announce(`${countOf(places.length, 'card')} arranged.`);
}

/** Gives all cards back to the layout. */
export function tidyUp(): void {
  useNetwork.getState().place({});
  announce('The cards are laid out anew.');
  requestAnimationFrame(fitAll);
}

/** Runs an edit that adds cards; chooses them and goes to the first. */
function addCards(change: (network: Network) => Network, what: string): void {
  const { network, edit, selectMany } = useNetwork.getState();
  const known = new Set([...network.nodes, ...network.blocks].map(({ id }) => id));
  if (!edit(change)) return;
  const fresh = currentScene().order.filter((id) => !known.has(id));
  selectMany(fresh);
  announce(`${countOf(fresh.length, 'card')} ${what}.`);
  if (fresh[0] !== undefined) goToCard(fresh[0]);
}
