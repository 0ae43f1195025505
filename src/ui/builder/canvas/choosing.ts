/** Choosing cards and opening blocks, and where the view and the focus go with it. */
import { isInspectorBelow } from '../layerEdits';
import { labels } from '../../../network/graph';
import { blockLabels } from '../../../network/blockTree';
import { useNetwork } from '../../../state/network';
import { openAround, useOpenBlocks } from '../../../state/openBlocks';
import { announce } from '../../shared/announcement';
import { countOf } from '../../shared/format';
import { focusCard } from '../cardFocus';
import { currentScene } from './currentScene';
import { cardsInFrame } from './flowElements';
import { useInteraction } from './interaction';
import { showFrame } from './view';

/** Chooses a card alone, or adds it to those chosen and takes it from them. */
export function chooseCard(id: string, several: boolean): void {
  const { selection, select, selectMany } = useNetwork.getState();
  useInteraction.setState({ edgeId: null, tabStopId: id });
  if (!several && !useInteraction.getState().choosingSeveral) {
    select(id);
    return;
  }
  const chosen = selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
  selectMany(chosen);
  announce(`${countOf(chosen.length, 'card')} chosen.`);
}

export function chooseAll(): void {
  const { order } = currentScene();
  useNetwork.getState().selectMany(order);
  announce(`All ${countOf(order.length, 'card')} chosen.`);
}

/** Chooses nothing: no card, no edge. */
export function chooseNothing(): void {
  useNetwork.getState().selectMany([]);
  useInteraction.setState({ edgeId: null, refusal: null, menu: null });
}

/** Opens a block, shows it, and goes to its first card: of those on top the leftmost. */
export function openBlock(id: string): void {
  const { network, selection, selectMany } = useNetwork.getState();
  useOpenBlocks.getState().open(id);
  selectMany(selection.filter((other) => other !== id));
  const inside = cardsInFrame(id, currentScene());
  announce(`${blockLabels(network).get(id) ?? 'Block'} open: ${countOf(inside.length, 'card')}.`);
  showFrame(id);
  const [first] = inside.toSorted((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
  if (first !== undefined) goToCard(first.id);
}

/** Closes a block and goes to its card. */
export function closeBlock(id: string): void {
  const { network, selection, selectMany } = useNetwork.getState();
  useOpenBlocks.getState().close(id);
  const { cards } = currentScene();
  selectMany(selection.filter((other) => cards.has(other)));
  announce(`${blockLabels(network).get(id) ?? 'Block'} closed.`);
  goToCard(id);
}

/** Focuses a card and brings it into view. */
export function goToCard(id: string): void {
  useInteraction.setState({ tabStopId: id });
  focusCard(id);
}

/** Goes to a layer or block wherever it is: opens the blocks it lies in, chooses it, focuses it. */
export function jumpTo(id: string): void {
  const { network, select } = useNetwork.getState();
  select(id);
  openAround(network, id);
  // An open block has no card: its first layer has.
  const scene = currentScene();
  goToCard(scene.cards.has(id) ? id : (cardsInFrame(id, scene)[0]?.id ?? id));
  announce(`${labels(network).get(id) ?? blockLabels(network).get(id) ?? 'Card'} chosen.`);
}

/** Shows a card in the inspector, and goes to its first field, or to the inspector where it is below the network. */
export function editCard(id: string): void {
  useNetwork.getState().select(id);
  requestAnimationFrame(() => {
    const inspector = document.getElementById('inspector');
    if (isInspectorBelow()) inspector?.scrollIntoView({ behavior: 'smooth' });
    // A block without parameters of its own has its name; a layer without any, only the button that closes.
    const field = ['[role=group] :is(input, select, [role=switch])', 'input[type=text]', 'button']
      .map((selector) => inspector?.querySelector<HTMLElement>(`:is(${selector}):not(:disabled)`) ?? null)
      .find((element) => element !== null);
    field?.focus({ preventScroll: isInspectorBelow() });
  });
}
