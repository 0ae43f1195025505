/** Where a layer of a chain may go: all answers are the layer it would come after. */

/** After which layer `id` comes when it moves one place up (-1) or down (1); `null` where it cannot. */
export function neighbourMove(order: readonly string[], id: string, direction: -1 | 1): string | null {
  const index = order.indexOf(id);
  return index < 0 ? null : landingAfter(order, id, index + direction);
}

/** After which layer `id` comes when it takes the place `index`; `null` where that is before the first, or no move. */
export function landingAfter(order: readonly string[], id: string, index: number): string | null {
  if (order.indexOf(id) === index) return null;
  const others = order.filter((other) => other !== id);
  return index > others.length ? null : (others[index - 1] ?? null);
}
