/** Cards are found by id, so that focus can follow a layer through edits that draw it anew. */

export function cardElementId(layerId: string): string {
  return `card-${layerId}`;
}

/** Focuses a layer's card, once the edit that brought it has been drawn. */
export function focusCard(layerId: string): void {
  requestAnimationFrame(() => document.getElementById(cardElementId(layerId))?.focus());
}

/** Brings a layer's card into view without taking the focus there. */
export function revealCard(layerId: string): void {
  requestAnimationFrame(() => {
    document.getElementById(cardElementId(layerId))?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  });
}
