import { expect, test } from 'vitest';
import { arranged } from './arrange';

const card = (id: string, x: number, y: number, width = 100, height = 50) => ({
  id,
  rect: { x, y, width, height },
});

test('cards are aligned by their sides, their middles, their tops', () => {
  const cards = [card('a', 0, 10), card('b', 40, 100, 60)];
  expect(arranged('left', cards)).toEqual({ a: { x: 0, y: 10 }, b: { x: 0, y: 100 } });
  expect(arranged('centre', cards)).toEqual({ a: { x: 0, y: 10 }, b: { x: 20, y: 100 } });
  // Left where they were, they would lie on each other.
  expect(arranged('top', cards)).toEqual({ a: { x: 0, y: 10 }, b: { x: 132, y: 10 } });
});

test('aligned cards never cover each other', () => {
  const chain = [card('c', 0, 200), card('a', 0, 0), card('b', 0, 100)];
  expect(arranged('top', chain)).toEqual({ c: { x: 0, y: 0 }, a: { x: 132, y: 0 }, b: { x: 264, y: 0 } });
  const row = [card('a', 0, 0), card('b', 150, 20)];
  expect(arranged('left', row)).toEqual({ a: { x: 0, y: 0 }, b: { x: 0, y: 82 } });
});

test('cards are spread evenly between the first and the last', () => {
  const down = [card('a', 0, 0), card('b', 5, 60), card('c', 0, 250)];
  expect(arranged('distribute', down)).toEqual({
    a: { x: 0, y: 0 },
    b: { x: 5, y: 125 },
    c: { x: 0, y: 250 },
  });
  const across = [card('a', 0, 0), card('b', 110, 5), card('c', 500, 0)];
  expect(arranged('distribute', across).b).toEqual({ x: 250, y: 5 });
});
