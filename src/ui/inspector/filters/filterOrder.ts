/** Filters in the order of what is said of them. */

/** Filters by how far they changed, the furthest first; those that began as 0, whose share has no meaning, last. */
export function byChange(changes: ArrayLike<number>): readonly number[] {
  const known = (filter: number): number => {
    const change = changes[filter] ?? NaN;
    return Number.isFinite(change) ? change : -1;
  };
  return Array.from(changes, (_, filter) => filter).sort((a, b) => known(b) - known(a) || a - b);
}

/** The mean of what can be told; `null` where nothing can. */
export function meanChange(changes: ArrayLike<number>): number | null {
  const known = Array.from(changes).filter(Number.isFinite);
  return known.length === 0 ? null : known.reduce((sum, change) => sum + change, 0) / known.length;
}
