/** Which points of a scatter plot are shown as pictures, and how large: as many as find room beside each other. */
import type { Place } from './scatterView';

/** Below this a picture says no more than a dot. */
const SMALLEST_PX = 18;
const LARGEST_PX = 56;

/**
 * Side of the pictures in pixels where `count` points lie on `areaPx`: larger where they lie apart; 0 where they are too
 * dense for any.
 */
export function thumbnailSide(count: number, areaPx: number): number {
  const apartPx = Math.sqrt(areaPx / Math.max(1, count));
  if (apartPx < SMALLEST_PX / 2) return 0;
  return Math.round(Math.min(LARGEST_PX, Math.max(SMALLEST_PX, apartPx)));
}

/**
 * Indices of the points whose pictures, `side` wide and centred on `places`, overlap none that is before them in `order`:
 * the first of them always, and each that is left out because of one that is in.
 */
export function pictured(
  places: readonly Place[],
  order: readonly number[],
  side: number,
): ReadonlySet<number> {
  const chosen = new Set<number>();
  if (side === 0) return chosen;
  /** By cell of a grid as wide as a picture: what overlaps lies in the same cell or beside it. */
  const cells = new Map<string, number[]>();
  for (const index of order) {
    const [x, y] = places[index] ?? [0, 0];
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    const near = [-1, 0, 1].flatMap((down) =>
      [-1, 0, 1].flatMap((right) => cells.get(`${column + right} ${row + down}`) ?? []),
    );
    const free = near.every((other) => {
      const [otherX, otherY] = places[other] ?? [0, 0];
      return Math.abs(x - otherX) >= side || Math.abs(y - otherY) >= side;
    });
    if (!free) continue;
    chosen.add(index);
    const cell = `${column} ${row}`;
    cells.set(cell, [...(cells.get(cell) ?? []), index]);
  }
  return chosen;
}
