/** Which card the arrow keys go to: up and down along connections, left and right to those beside. */
import type { Scene, SceneCard } from './scene';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The card in that direction; `null` where there is none. */
export function cardToThe(direction: Direction, id: string, scene: Scene): string | null {
  const card = scene.cards.get(id);
  if (card === undefined) return null;
  if (direction === 'left' || direction === 'right') return beside(direction, card, scene);
  const along = scene.edges.flatMap(({ from, to }) => {
    if (direction === 'up') return to === id ? [from] : [];
    return from === id ? [to] : [];
  });
  return nearest(
    along,
    (other) => Math.hypot(centre(other) - centre(card), other.rect.y - card.rect.y),
    scene,
  );
}

function beside(direction: 'left' | 'right', card: SceneCard, scene: Scene): string | null {
  const sign = direction === 'left' ? -1 : 1;
  const others = scene.order.filter((id) => {
    const other = scene.cards.get(id);
    return other !== undefined && sign * (centre(other) - centre(card)) > 1 && level(other, card);
  });
  return nearest(others, (other) => Math.abs(centre(other) - centre(card)), scene);
}

/** Whether two cards are side by side, in part at least. */
function level(a: SceneCard, b: SceneCard): boolean {
  return a.rect.y < b.rect.y + b.rect.height && b.rect.y < a.rect.y + a.rect.height;
}

function nearest(ids: readonly string[], distance: (card: SceneCard) => number, scene: Scene): string | null {
  const cards = ids.flatMap((id) => scene.cards.get(id) ?? []);
  return cards.toSorted((a, b) => distance(a) - distance(b))[0]?.id ?? null;
}

function centre({ rect }: SceneCard): number {
  return rect.x + rect.width / 2;
}
