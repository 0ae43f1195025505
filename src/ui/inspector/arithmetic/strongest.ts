/** The one whose value has the largest magnitude: what is shown until one is chosen. */
export function strongest<Item>(items: readonly Item[], valueOf: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || Math.abs(valueOf(item)) > Math.abs(valueOf(best)) ? item : best),
    undefined,
  );
}
