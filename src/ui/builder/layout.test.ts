import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardGap, frameRim, layOut } from './layout';
import type { Rect, Sketch } from './layout';

/** A sketch whose edges go from earlier cards to later ones, with cards of several sizes in nested frames. */
const sketches: fc.Arbitrary<Sketch> = fc
  .record({
    parents: fc.array(fc.nat(), { maxLength: 4 }),
    cards: fc.array(fc.record({ frame: fc.nat(), height: fc.integer({ min: 60, max: 240 }) }), {
      minLength: 1,
      maxLength: 14,
    }),
    edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 24 }),
  })
  .map(({ parents, cards, edges }) => {
    // Frame n lies in an earlier one or at the top; every frame gets a card of its own, as no block is empty.
    const frames = parents.map((parent, at) => ({
      id: `f${at}`,
      parent: parent % (at + 1) === 0 ? null : `f${(parent % (at + 1)) - 1}`,
    }));
    const places = [null, ...frames.map(({ id }) => id)];
    const all = [
      ...places.slice(1).map((frame) => ({ frame, height: 80 })),
      ...cards.map(({ frame, height }) => ({ frame: places[frame % places.length] ?? null, height })),
    ].map((card, at) => ({ ...card, id: `c${at}`, width: 248 }));
    const ends = edges.map(([a, b]) => [a % all.length, b % all.length] as const);
    return {
      frames,
      cards: all,
      edges: ends
        .filter(([a, b]) => a !== b)
        .map(([a, b], at) => ({ id: `e${at}`, from: `c${Math.min(a, b)}`, to: `c${Math.max(a, b)}` })),
    };
  });

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y + frameRim.top - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;

test('no card lies on another, and each lies in its frame and in no other', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      const { cards, frames } = layOut(sketch);
      expect(cards.size).toBe(sketch.cards.length);
      expect(frames.size).toBe(sketch.frames.length);
      const parents = new Map([...sketch.frames.map(({ id, parent }) => [id, parent] as const)]);
      const isIn = (frame: string | null, outer: string): boolean =>
        frame !== null && (frame === outer || isIn(parents.get(frame) ?? null, outer));
      const placed = sketch.cards.map(({ id, frame }) => ({ id, frame, rect: cards.get(id) as Rect }));
      for (const [at, { rect, frame }] of placed.entries()) {
        for (const other of placed.slice(at + 1)) expect(overlap(rect, other.rect)).toBe(false);
        for (const [id, outer] of frames) {
          if (isIn(frame, id)) expect(within(rect, outer)).toBe(true);
          else expect(overlap(rect, outer)).toBe(false);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('equal sketches give equal layouts', () => {
  fc.assert(
    fc.property(sketches, (sketch) => {
      expect(layOut(structuredClone(sketch))).toEqual(layOut(sketch));
    }),
    { numRuns: 30 },
  );
});

const card = (id: string, frame: string | null = null) => ({ id, frame, width: 248, height: 80 });

test('a chain goes straight down', () => {
  const { cards, routes } = layOut({
    cards: [card('a'), card('b'), card('c')],
    frames: [],
    edges: [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'bc', from: 'b', to: 'c' },
    ],
  });
  const step = 80 + cardGap.y;
  expect([...cards.values()].map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [0, step],
    [0, 2 * step],
  ]);
  expect(routes.get('ab')?.every(({ x }) => x === 124)).toBe(true);
});

test('an edge past a card goes around it', () => {
  const { cards, routes } = layOut({
    cards: [card('a'), card('b'), card('c')],
    frames: [],
    edges: [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'bc', from: 'b', to: 'c' },
      { id: 'ac', from: 'a', to: 'c' },
    ],
  });
  const passed = cards.get('b') as Rect;
  const beside = (routes.get('ac') ?? []).filter(({ y }) => y >= passed.y && y <= passed.y + passed.height);
  expect(beside.length).toBeGreaterThan(0);
  for (const { x } of beside) expect(x < passed.x || x > passed.x + passed.width).toBe(true);
});

test('a shortcut that enters an open block goes around the layers inside it', () => {
  const { cards, routes } = layOut({
    cards: [card('before'), card('conv', 'block'), card('norm', 'block'), card('add', 'block')],
    frames: [{ id: 'block', parent: null }],
    edges: [
      { id: '1', from: 'before', to: 'conv' },
      { id: '2', from: 'conv', to: 'norm' },
      { id: '3', from: 'norm', to: 'add' },
      { id: 'shortcut', from: 'before', to: 'add' },
    ],
  });
  for (const passed of [cards.get('conv') as Rect, cards.get('norm') as Rect]) {
    const beside = (routes.get('shortcut') ?? []).filter(
      ({ y }) => y >= passed.y && y <= passed.y + passed.height,
    );
    expect(beside.length).toBeGreaterThan(0);
    for (const { x } of beside) expect(x < passed.x || x > passed.x + passed.width).toBe(true);
  }
});

test('nothing gives nothing', () => {
  expect(layOut({ cards: [], frames: [], edges: [] }).cards.size).toBe(0);
});

test('branches stand from left to right in the order of the inputs of the layer that merges them', () => {
  const card = (id: string) => ({ id, frame: null, width: 272, height: 80 });
  const edge = (from: string, to: string) => ({ id: `${from}>${to}`, from, to });
  // An Inception module: 1×1; 1×1 and 3×3; 1×1 and 5×5; pool and 1×1.
  const branches = [['a'], ['b1', 'b2'], ['c1', 'c2'], ['d1', 'd2']];
  const sketch: Sketch = {
    cards: ['in', ...branches.flat().toReversed(), 'merge'].map(card),
    frames: [],
    edges: branches.flatMap((branch) => {
      const line = ['in', ...branch, 'merge'];
      return line.slice(1).map((to, at) => edge(line[at] ?? '', to));
    }),
  };
  const { cards } = layOut(sketch);
  const middle = (id: string): number => (cards.get(id)?.x ?? NaN) + 136;
  const firsts = branches.map(([first = '']) => first);
  const byPlace = firsts.toSorted((a, b) => middle(a) - middle(b));
  expect(byPlace).toEqual(firsts);
  // All begin in one row, below what they come from.
  expect(new Set(firsts.map((id) => cards.get(id)?.y)).size).toBe(1);
});

test('an edge enters a frame through its title bar before it parts to several cards', () => {
  const card = (id: string, frame: string | null) => ({ id, frame, width: 272, height: 80 });
  const ends = [
    ['in', 'a'],
    ['in', 'b'],
    ['a', 'merge'],
    ['b', 'merge'],
  ] as const;
  const { cards, frames, routes } = layOut({
    cards: [card('in', null), card('a', 'f'), card('b', 'f'), card('merge', 'f')],
    frames: [{ id: 'f', parent: null }],
    edges: ends.map(([from, to]) => ({ id: `${from}>${to}`, from, to })),
  });
  const [first] = routes.get('in>a') ?? [];
  expect(first).toEqual(routes.get('in>b')?.[0]);
  const [top, below] = [frames.get('f')?.y ?? NaN, cards.get('a')?.y ?? NaN];
  expect(first?.y).toBeGreaterThan(top);
  expect(first?.y).toBeLessThan(below - frameRim.bottom);
});
