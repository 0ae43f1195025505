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
  // Of the frames that open a block and draw a card in it, the second has it. The canvas pans: the page must not.
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.getElementById(cardElementId(cardId))?.focus({ preventScroll: true }),
    ),
  );
}
