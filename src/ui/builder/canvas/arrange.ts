/** Arranging chosen cards. Each gives the new places of those that move. */
import type { Place, Rect } from '../layout';

export type Arrangement = 'left' | 'centre' | 'top' | 'distribute';

interface Card {
  readonly id: string;
  readonly rect: Rect;
}

/** Places of the cards once they are aligned by their left sides, middles or tops, or lie evenly one below the other. */
export function arranged(how: Arrangement, cards: readonly Card[]): Readonly<Record<string, Place>> {
  if (how === 'distribute') return distributed(cards);
  const left = Math.min(...cards.map(({ rect }) => rect.x));
  const top = Math.min(...cards.map(({ rect }) => rect.y));
  const right = Math.max(...cards.map(({ rect }) => rect.x + rect.width));
  const aligned = cards.map(({ id, rect }) => {
    if (how === 'left') return { id, rect: { ...rect, x: left } };
    if (how === 'top') return { id, rect: { ...rect, y: top } };
    return { id, rect: { ...rect, x: (left + right - rect.width) / 2 } };
  });
  return Object.fromEntries(
    apart(aligned, how === 'top').map(({ id, rect }) => [id, { x: rect.x, y: rect.y }]),
  );
}

/** Between two cards that would lie on each other once they are aligned. */
const GAP_PX = 32;

/** Cards that lie on each other moved along the line they are aligned on, as far as they must. */
function apart(cards: readonly Card[], across: boolean): readonly Card[] {
  let free = -Infinity;
  const sorted = cards.toSorted((a, b) => (across ? a.rect.x - b.rect.x : a.rect.y - b.rect.y));
  return sorted.map(({ id, rect }) => {
    const at = Math.max(free, across ? rect.x : rect.y);
    free = at + (across ? rect.width : rect.height) + GAP_PX;
    return { id, rect: across ? { ...rect, x: at } : { ...rect, y: at } };
  });
}

/** Equal gaps from the highest card to the lowest, which stay; where they lie side by side, from left to right. */
function distributed(cards: readonly Card[]): Readonly<Record<string, Place>> {
  const spread = (near: (rect: Rect) => number): number =>
    Math.max(...cards.map(({ rect }) => near(rect))) - Math.min(...cards.map(({ rect }) => near(rect)));
  const across = spread(({ x }) => x) > spread(({ y }) => y);
  const start = ({ x, y }: Rect): number => (across ? x : y);
  const length = ({ width, height }: Rect): number => (across ? width : height);
  const sorted = cards.toSorted((a, b) => start(a.rect) - start(b.rect));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return {};
  const room = start(last.rect) + length(last.rect) - start(first.rect);
  const gap = (room - sorted.reduce((sum, { rect }) => sum + length(rect), 0)) / (sorted.length - 1);
  let at = start(first.rect);
  return Object.fromEntries(
    sorted.map(({ id, rect }) => {
      const place = across ? { x: at, y: rect.y } : { x: rect.x, y: at };
      at += length(rect) + gap;
      return [id, place];
    }),
  );
}
