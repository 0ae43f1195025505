import { expect, test } from 'vitest';
import { cardGap, frameRim, type Sketch } from './layout';
import { layOutByHand } from './manualLayout';

const card = (id: string, frame: string | null = null) => ({ id, frame, width: 200, height: 80 });
const chain = (...ids: readonly string[]): Sketch['edges'] =>
  ids.slice(1).map((to, at) => ({ id: `${ids[at]}>${to}`, from: ids[at] ?? '', to }));

test('cards that were put somewhere lie there', () => {
  const sketch = { cards: [card('a'), card('b')], frames: [], edges: chain('a', 'b') };
  const { cards } = layOutByHand(sketch, { a: { x: 5, y: 7 }, b: { x: 300, y: 400 } });
  expect(cards.get('a')).toEqual({ x: 5, y: 7, width: 200, height: 80 });
  expect(cards.get('b')).toEqual({ x: 300, y: 400, width: 200, height: 80 });
});

test('a card that is inserted goes below what feeds it and pushes what follows down', () => {
  const sketch = {
    cards: [card('a'), card('new'), card('b'), card('c')],
    frames: [],
    edges: chain('a', 'new', 'b', 'c'),
  };
  const positions = { a: { x: 0, y: 0 }, b: { x: 10, y: 100 }, c: { x: 10, y: 220 } };
  const { cards } = layOutByHand(sketch, positions);
  const top = 80 + cardGap.y;
  expect(cards.get('new')).toMatchObject({ x: 0, y: top });
  expect(cards.get('b')).toMatchObject({ x: 10, y: top + 80 + cardGap.y });
  expect((cards.get('c')?.y ?? 0) - (cards.get('b')?.y ?? 0)).toBe(120);
});

test('what lies beside the way stays where it is', () => {
  const sketch = {
    cards: [card('a'), card('new'), card('b'), card('beside')],
    frames: [],
    edges: [...chain('a', 'new', 'b'), ...chain('a', 'beside')],
  };
  const positions = { a: { x: 0, y: 0 }, b: { x: 0, y: 130 }, beside: { x: 400, y: 130 } };
  expect(layOutByHand(sketch, positions).cards.get('beside')).toMatchObject({ x: 400, y: 130 });
});

test('a block that is opened unfolds where its card was, and closes to there', () => {
  const open = {
    cards: [card('a'), card('in', 'block'), card('out', 'block'), card('b')],
    frames: [{ id: 'block', parent: null }],
    edges: chain('a', 'in', 'out', 'b'),
  };
  const positions = { a: { x: 0, y: 0 }, block: { x: 0, y: 130 }, b: { x: 0, y: 260 } };
  const { cards, frames } = layOutByHand(open, positions);
  expect(cards.get('in')).toMatchObject({ x: 0, y: 130 + frameRim.top });
  expect(frames.get('block')).toMatchObject({ y: 130 });
  const bottom = (frames.get('block')?.y ?? 0) + (frames.get('block')?.height ?? 0);
  expect(cards.get('b')?.y).toBeGreaterThanOrEqual(bottom);

  const closed = {
    cards: [card('a'), { ...card('block'), members: ['in', 'out'] }, card('b')],
    frames: [],
    edges: chain('a', 'block', 'b'),
  };
  const moved = { a: { x: 0, y: 0 }, in: { x: 40, y: 200 }, out: { x: 40, y: 320 }, b: { x: 0, y: 500 } };
  expect(layOutByHand(closed, moved).cards.get('block')).toMatchObject({ x: 40, y: 200 });
});
