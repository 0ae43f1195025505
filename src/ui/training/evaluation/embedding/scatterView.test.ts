import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broughtIntoSight,
  MOST_ZOOM,
  onScreen,
  panned,
  placesOf,
  wholeView,
  zoomed,
  type Place,
  type ScatterView,
} from './scatterView';

const size = { width: 300, height: 240 };
const place = fc.tuple(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const pixel = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 240 }));
const moves = fc.array(
  fc.oneof(
    fc.record({ factor: fc.double({ min: 0.2, max: 5, noNaN: true }), about: pixel }),
    fc.record({ dx: fc.integer({ min: -400, max: 400 }), dy: fc.integer({ min: -400, max: 400 }) }),
  ),
  { maxLength: 8 },
);
const somewhere = moves.map((all) =>
  all.reduce<ScatterView>(
    (view, move) =>
      'factor' in move ? zoomed(view, size, move.factor, move.about) : panned(view, size, move.dx, move.dy),
    wholeView,
  ),
);

describe('places', () => {
  it('fill the square on one scale, y down, by hand', () => {
    expect(placesOf([0, 0, 10, 5, 20, 10])).toEqual([
      [-1, 0.5],
      [0, -0],
      [1, -0.5],
    ]);
    expect(placesOf([7, 7, 7, 7])).toEqual([
      [0, -0],
      [0, -0],
    ]);
  });
});

describe('what is seen', () => {
  it('is all of it at first: the corners lie within the picture', () => {
    expect(onScreen(wholeView, size, [-1, -1])).toEqual([52, 22]);
    expect(onScreen(wholeView, size, [1, 1])).toEqual([248, 218]);
  });

  it('keeps what is under the pointer there when zoomed, where the rim is far', () => {
    const close = zoomed(wholeView, size, 8, [150, 120]);
    fc.assert(
      fc.property(pixel, fc.double({ min: 1, max: 2, noNaN: true }), (about, factor) => {
        const before = zoomed(close, size, 1, about);
        const after = zoomed(before, size, factor, about);
        const held: Place = [
          before.centre[0] + (about[0] - 150) / (8 * 98),
          before.centre[1] + (about[1] - 120) / (8 * 98),
        ];
        const [x, y] = onScreen(after, size, held);
        expect(x).toBeCloseTo(about[0], 6);
        expect(y).toBeCloseTo(about[1], 6);
      }),
    );
  });

  it('follows a drag by as much, and comes back', () => {
    const close = zoomed(wholeView, size, 4, [150, 120]);
    const [x, y] = onScreen(panned(close, size, 30, -20), size, [0.1, 0.1]);
    const [oldX, oldY] = onScreen(close, size, [0.1, 0.1]);
    expect([x - oldX, y - oldY].map((by) => Math.round(by * 1e6) / 1e6)).toEqual([30, -20]);
    expect(panned(panned(close, size, 30, -20), size, -30, 20).centre[0]).toBeCloseTo(close.centre[0], 9);
  });

  it('never leaves the square, whatever is done, and all is seen again when zoomed out', () => {
    fc.assert(
      fc.property(somewhere, (view) => {
        expect(view.zoom).toBeGreaterThanOrEqual(1);
        expect(view.zoom).toBeLessThanOrEqual(MOST_ZOOM);
        for (const middle of view.centre) expect(Math.abs(middle)).toBeLessThanOrEqual(1 - 1 / view.zoom);
        expect(zoomed(view, size, 1 / MOST_ZOOM, [10, 10])).toEqual({ zoom: 1, centre: [0, 0] });
      }),
    );
  });

  it('can bring any place into sight without zooming', () => {
    fc.assert(
      fc.property(somewhere, place, (view, wanted) => {
        const moved = broughtIntoSight(view, size, wanted);
        const [x, y] = onScreen(moved, size, wanted);
        expect(moved.zoom).toBe(view.zoom);
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(size.width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(size.height);
      }),
    );
  });
});
