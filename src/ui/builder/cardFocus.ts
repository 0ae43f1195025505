/** Cards are found by id, so that focus can follow a layer through edits that draw it anew. */
import { useNetwork } from '../../state/network';
import { openAround } from '../../state/openBlocks';
import { revealCard } from './canvas/view';

export { revealCard };

export function cardElementId(cardId: string): string {
  return `card-${cardId}`;
}

/** Focuses the card of a layer or block, once the edit that brought it has been drawn; opens the blocks it lies in. */
export function focusCard(cardId: string): void {
  openAround(useNetwork.getState().network, cardId);
  revealCard(cardId);
  if (focusNow(cardId)) return;
  // Of the frames that open a block and draw a card in it, the second has it.
  requestAnimationFrame(() => requestAnimationFrame(() => focusNow(cardId)));
}

/** The canvas pans by itself: the page must not. At once where it can be, so that no key pressed next is lost. */
function focusNow(cardId: string): boolean {
  const card = document.getElementById(cardElementId(cardId));
  card?.focus({ preventScroll: true });
  return card !== null;
}
