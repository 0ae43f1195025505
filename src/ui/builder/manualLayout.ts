/**
 * Where cards lie once some were put by hand: those stay, and what is new since then (an inserted layer, the inside of a
 * block just opened) goes below what feeds it and pushes what follows out of its way. Pure; in pixels.
 */
import { cardGap, frameRim, layOut, type Layout, type Place, type Rect, type Sketch } from './layout';

/** Lays a sketch out around the places that `positions` gives to cards, and to frames by the card they were when closed. */
export function layOutByHand(sketch: Sketch, positions: Readonly<Record<string, Place>>): Layout {
  const automatic = layOut(sketch);
  const cards = new Map<string, Rect>();
  for (const { id, width, height } of sketch.cards) {
    const place = positions[id];
    if (place !== undefined) cards.set(id, { ...place, width, height });
  }
  for (const { id } of sketch.frames) unfold(id, sketch, automatic, positions, cards);
  for (const { id } of sketch.cards) {
    if (!cards.has(id)) settle(id, sketch, automatic, positions, cards);
  }
  return { cards, frames: framesAround(sketch, cards), routes: new Map() };
}

/** Puts the new cards of an open block where its closed card was, as the layout arranges them. */
function unfold(
  frame: string,
  sketch: Sketch,
  automatic: Layout,
  positions: Readonly<Record<string, Place>>,
  cards: Map<string, Rect>,
): void {
  const place = positions[frame];
  const box = automatic.frames.get(frame);
  const members = membersOf(frame, sketch);
  if (place === undefined || box === undefined || members.some((id) => cards.has(id))) return;
  const first = automatic.cards.get(members[0] ?? '');
  const width = first?.width ?? box.width;
  const shift = { x: place.x + width / 2 - (box.x + box.width / 2), y: place.y - box.y };
  const added = box.height - (first?.height ?? 0);
  for (const [id, rect] of cards) {
    if (rect.y > place.y + 1) cards.set(id, { ...rect, y: rect.y + added });
  }
  for (const id of members) {
    const rect = automatic.cards.get(id);
    if (rect !== undefined) cards.set(id, { ...rect, x: rect.x + shift.x, y: rect.y + shift.y });
  }
}

/** Puts one new card below what feeds it, and what follows further down where there is no room. */
function settle(
  id: string,
  sketch: Sketch,
  automatic: Layout,
  positions: Readonly<Record<string, Place>>,
  cards: Map<string, Rect>,
): void {
  const own = automatic.cards.get(id);
  if (own === undefined) return;
  const closedFrom = foldedPlace(id, sketch, positions);
  const sources = sketch.edges.filter(({ to }) => to === id).flatMap(({ from }) => cards.get(from) ?? []);
  const lowest = sources.toSorted((a, b) => b.y + b.height - (a.y + a.height))[0];
  const top = Math.min(...[...cards.values()].map(({ y }) => y));
  const place =
    closedFrom ??
    (lowest === undefined
      ? { x: own.x, y: cards.size === 0 ? own.y : top - own.height - cardGap.y }
      : { x: lowest.x + lowest.width / 2 - own.width / 2, y: lowest.y + lowest.height + cardGap.y });
  const rect = { ...own, ...place };
  const following = descendants(id, sketch).filter((other) => cards.has(other));
  const nearest = Math.min(...following.map((other) => cards.get(other)?.y ?? Infinity));
  const lacking = rect.y + rect.height + cardGap.y - nearest;
  if (lacking > 0) {
    for (const other of following) {
      const now = cards.get(other);
      if (now !== undefined) cards.set(other, { ...now, y: now.y + lacking });
    }
  }
  cards.set(id, rect);
}

/** Where the layers of a block that has just been closed were: the top of their middle. */
function foldedPlace(id: string, sketch: Sketch, positions: Readonly<Record<string, Place>>): Place | null {
  const members = sketch.cards.find((card) => card.id === id)?.members ?? [];
  const places = members.flatMap((member) => positions[member] ?? []);
  if (places.length === 0) return null;
  const xs = places.map(({ x }) => x);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: Math.min(...places.map(({ y }) => y)) };
}

/** Cards in a frame at whatever depth, in order. */
function membersOf(frame: string, { cards, frames }: Sketch): readonly string[] {
  const parents = new Map(frames.map(({ id, parent }) => [id, parent]));
  const lies = (at: string | null): boolean => at !== null && (at === frame || lies(parents.get(at) ?? null));
  return cards.filter((card) => lies(card.frame)).map(({ id }) => id);
}

/** Cards that what comes out of `id` flows to. */
function descendants(id: string, { edges }: Sketch): readonly string[] {
  const seen = new Set<string>();
  const ahead = [id];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    for (const { from, to } of edges) {
      if (from !== at || seen.has(to)) continue;
      seen.add(to);
      ahead.push(to);
    }
  }
  return [...seen];
}

/** The frames around cards, innermost first so that an outer one holds them too. */
export function framesAround(sketch: Sketch, cards: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> {
  const frames = new Map<string, Rect>();
  for (const { id } of sketch.frames.toReversed()) {
    const inside = [
      ...sketch.cards.filter(({ frame }) => frame === id).flatMap((card) => cards.get(card.id) ?? []),
      ...sketch.frames.filter(({ parent }) => parent === id).flatMap((frame) => frames.get(frame.id) ?? []),
    ];
    const left = Math.min(...inside.map(({ x }) => x)) - frameRim.side;
    const top = Math.min(...inside.map(({ y }) => y)) - frameRim.top;
    const right = Math.max(...inside.map(({ x, width }) => x + width)) + frameRim.side;
    const bottom = Math.max(...inside.map(({ y, height }) => y + height)) + frameRim.bottom;
    frames.set(id, { x: left, y: top, width: right - left, height: bottom - top });
  }
  return frames;
}
