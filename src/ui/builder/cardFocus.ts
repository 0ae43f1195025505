/** Cards are found by id, so that focus can follow a layer through edits that draw it anew. */
import { useNetwork } from '../../state/network';
import { openAround } from '../../state/openBlocks';
import { revealCard } from './canvas/view';

export { revealCard };

export function cardElementId(cardId: string): string {
  return `card-${cardId}`;
}

/** Frames to wait for a card: an edit may open blocks, and a canvas measures a new card before it shows it. */
const FRAMES_TO_WAIT = 60;
let latest = 0;

/** Focuses the card of a layer or block, once the edit that brought it has been drawn; opens the blocks it lies in. */
export function focusCard(cardId: string): void {
  openAround(useNetwork.getState().network, cardId);
  revealCard(cardId);
  latest++;
  focusWhenShown(cardId, latest, document.activeElement, FRAMES_TO_WAIT);
}

/** At once where it can be, so that no key pressed next is lost; gives way to whatever takes the focus meanwhile. */
function focusWhenShown(cardId: string, request: number, before: Element | null, frames: number): void {
  const active = document.activeElement;
  const movedAway = active !== before && active !== document.body;
  if (request !== latest || movedAway || focusNow(cardId) || frames === 0) return;
  requestAnimationFrame(() => {
    focusWhenShown(cardId, request, before, frames - 1);
  });
}

/** Whether the card has the focus now: one not measured yet is hidden and takes none. The canvas pans by itself: the page must not. */
function focusNow(cardId: string): boolean {
  const card = document.getElementById(cardElementId(cardId));
  card?.focus({ preventScroll: true });
  return card !== null && document.activeElement === card;
}
