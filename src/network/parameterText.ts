/** Parameters in the few words of a card's one line. */

/** `32 filters · 3×3 · relu`: what is said, in its order; `null` is left out. */
export function summaryOf(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}

/** `3×3`. */
export function formatSides(sides: readonly number[]): string {
  return sides.join('×');
}

/** `stride 2`, `stride 2×1`; `null` where it is the usual one of 1×1. */
export function unusualPair(name: string, pair: readonly [number, number]): string | null {
  if (pair[0] === 1 && pair[1] === 1) return null;
  return `${name} ${pair[0] === pair[1] ? pair[0] : formatSides(pair)}`;
}

/** The activation's name; `null` for `linear`, which is none. */
export function activationText(activation: string): string | null {
  return activation === 'linear' ? null : activation;
}

/** `1 filter`, `2 filters`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1` where all four sides are the same, `1×2` where top and bottom are and left and right, else all: `1, 0, 1, 0`. */
export function formatRim([top, bottom, left, right]: readonly [number, number, number, number]): string {
  if (top !== bottom || left !== right) return [top, bottom, left, right].join(', ');
  return top === left ? String(top) : formatSides([top, left]);
}
