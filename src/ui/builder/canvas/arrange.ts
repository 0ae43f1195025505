/** Arranging chosen cards. Each gives the new places of those that move. */
import type { Place, Rect } from '../layout';

export type Arrangement = 'left' | 'centre' | 'top' | 'distribute';

/** Places of the cards once they are aligned by their left sides, middles or tops, or lie evenly one below the other. */
export function arranged(
  how: Arrangement,
  cards: readonly { readonly id: string; readonly rect: Rect }[],
): Readonly<Record<string, Place>> {
  if (how === 'distribute') return distributed(cards);
  const left = Math.min(...cards.map(({ rect }) => rect.x));
  const top = Math.min(...cards.map(({ rect }) => rect.y));
  const right = Math.max(...cards.map(({ rect }) => rect.x + rect.width));
  return Object.fromEntries(
    cards.map(({ id, rect }) => {
      if (how === 'left') return [id, { x: left, y: rect.y }];
      if (how === 'top') return [id, { x: rect.x, y: top }];
      return [id, { x: (left + right - rect.width) / 2, y: rect.y }];
    }),
  );
}

/** Equal gaps from the highest card to the lowest, which stay; where they lie side by side, from left to right. */
function distributed(
  cards: readonly { readonly id: string; readonly rect: Rect }[],
): Readonly<Record<string, Place>> {
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
