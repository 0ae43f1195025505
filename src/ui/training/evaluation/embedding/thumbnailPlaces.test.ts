import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictured, thumbnailSide } from './thumbnailPlaces';

it('makes pictures larger the fewer there are, and dots where they are too dense', () => {
  expect(thumbnailSide(10, 300 * 300)).toBe(56);
  expect(thumbnailSide(100, 300 * 300)).toBe(30);
  expect(thumbnailSide(600, 300 * 300)).toBe(18);
  expect(thumbnailSide(2000, 300 * 300)).toBe(0);
  expect(pictured([[0, 0]], [0], 0).size).toBe(0);
});

it('lets the first stand where pictures overlap, by hand', () => {
  const places = [
    [0, 0],
    [19, 19],
    [25, 0],
    [20, -50],
  ] as const;
  expect([...pictured(places, [0, 1, 2, 3], 20)]).toEqual([0, 2, 3]);
  expect([...pictured(places, [1, 0, 2, 3], 20)]).toEqual([1, 3]);
});

it('shows none over another, and leaves none out that has room', () => {
  const coordinate = fc.double({ min: -200, max: 200, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
      fc.integer({ min: 18, max: 56 }),
      (places, side) => {
        const shown = [...pictured(places, [...places.keys()], side)];
        const overlap = (a: number, b: number) => {
          const [[x, y], [otherX, otherY]] = [places[a] ?? [0, 0], places[b] ?? [0, 0]];
          return Math.abs(x - otherX) < side && Math.abs(y - otherY) < side;
        };
        for (const index of places.keys()) {
          const others = shown.filter((other) => other !== index && overlap(index, other));
          expect(others.length > 0).toBe(!shown.includes(index));
        }
      },
    ),
  );
});
