import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridGeometry, stripGeometry, tileBox, viewLayout, visibleWindow } from './tileLayout';

const maps = (tiles: number, height: number, width: number) => ({ tiles, height, width, inputChannels: 3 });

describe('gridGeometry', () => {
  it('gives every cell the same number of pixels where there is room', () => {
    // 112 px for 14 cells at density 1: 8 pixels a cell; (468 + 4) / (112 + 4) = 4 columns.
    expect(gridGeometry(maps(64, 14, 14), 468, 112, 1)).toEqual({
      columns: 4,
      rows: 16,
      tileWidth: 112,
      tileHeight: 112,
      gap: 4,
      density: 1,
    });
    expect(gridGeometry(maps(64, 13, 13), 468, 112, 1).tileWidth).toBe(117);
  });

  it('shrinks maps with more cells than pixels', () => {
    expect(gridGeometry(maps(32, 126, 126), 400, 64, 1).tileWidth).toBe(64);
  });

  it('lets a single tile fill the width, with cells of bounded size', () => {
    expect(gridGeometry(maps(1, 13, 40), 400, 112, 1)).toMatchObject({
      columns: 1,
      tileWidth: 400,
      tileHeight: 130,
    });
    expect(gridGeometry(maps(1, 1, 2), 400, 112, 1)).toMatchObject({ tileWidth: 56, tileHeight: 28 });
  });

  it('never leaves the width, at any density', () => {
    const sizes = fc.record({
      tiles: fc.integer({ min: 1, max: 600 }),
      height: fc.integer({ min: 1, max: 300 }),
      width: fc.integer({ min: 1, max: 300 }),
      inputChannels: fc.constant(1),
    });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 60, max: 1500 }),
        fc.constantFrom(1, 1.25, 2, 3),
        (info, widthPx, density) => {
          const geometry = gridGeometry(info, widthPx, 112, density);
          const last = tileBox(geometry, info.tiles - 1);
          const layout = viewLayout(geometry, { firstRow: 0, rows: geometry.rows }, info.tiles);
          expect(layout.canvasWidth).toBeLessThanOrEqual(Math.floor(widthPx * density) + 1);
          expect(layout.count).toBe(info.tiles);
          expect((last.top + last.height) * density).toBeCloseTo(layout.canvasHeight, 6);
        },
      ),
    );
  });
});

describe('stripGeometry', () => {
  it('fits what it can in one row', () => {
    expect(stripGeometry(maps(32, 126, 126), 400, 40, 1)).toMatchObject({
      columns: 9,
      rows: 1,
      tileWidth: 40,
    });
    expect(stripGeometry(maps(3, 126, 126), 400, 40, 2)).toMatchObject({ columns: 3, tileWidth: 80, gap: 4 });
  });
});

describe('visibleWindow', () => {
  it('draws a small grid whole', () => {
    const geometry = gridGeometry(maps(64, 14, 14), 468, 112, 1);
    expect(visibleWindow(geometry, 600, 1200)).toEqual({ firstRow: 0, rows: 16 });
  });

  it('covers what is visible of a large one, and not all of it', () => {
    const info = maps(512, 28, 28);
    const geometry = gridGeometry(info, 600, 280, 2);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const rowPx = (geometry.tileHeight + geometry.gap) / 2;
        const topPx = share * (geometry.rows * rowPx - 800);
        const window = visibleWindow(geometry, topPx, topPx + 800);
        expect(window.firstRow * rowPx).toBeLessThanOrEqual(topPx);
        expect((window.firstRow + window.rows) * rowPx).toBeGreaterThanOrEqual(
          Math.min(topPx + 800, geometry.rows * rowPx - 8),
        );
        expect(window.rows).toBeLessThan(geometry.rows / 4);
      }),
    );
  });

  it('says which tiles those are', () => {
    const geometry = gridGeometry(maps(10, 10, 10), 240, 100, 1);
    expect(geometry.columns).toBe(2);
    expect(viewLayout(geometry, { firstRow: 3, rows: 2 }, 10)).toMatchObject({
      first: 6,
      count: 4,
      canvasHeight: 204,
    });
  });
});
