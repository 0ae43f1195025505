/**
 * Where the tiles of a view lie. The engine draws in device pixels, the page lays out in CSS pixels; tiles and gaps are
 * whole device pixels, so that both agree to the pixel at every density.
 */
import type { ViewLayout } from '../../engine/protocol';
import type { TileInfo } from '../../engine/protocol/tiles';

/** A grid of equal tiles. All lengths in device pixels. */
export interface TileGeometry {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  /** Device pixels per CSS pixel. */
  readonly density: number;
}

/** The rows of a grid that are drawn, as whole rows. */
export interface TileWindow {
  readonly firstRow: number;
  readonly rows: number;
}

/** A canvas may be this large before only the visible rows are drawn: 32 MB at four bytes a pixel. */
const MOST_PIXELS = 8_000_000;
/** A cell of a vector is drawn at most this wide, in CSS pixels. */
const WIDEST_CELL_PX = 28;

/**
 * As many columns of tiles with a longer side of about `sidePx` as `widthPx` has room for. Where a tile has fewer cells than
 * pixels its size is a multiple of them: every cell is the same size then. A single tile fills the width instead.
 */
export function gridGeometry(info: TileInfo, widthPx: number, sidePx: number, density: number): TileGeometry {
  const gap = Math.max(1, Math.round(4 * density));
  const width = Math.floor(widthPx * density);
  const longest = Math.max(info.width, info.height);
  const side =
    info.tiles === 1
      ? Math.min(width, info.width * WIDEST_CELL_PX * density)
      : Math.min(width, sidePx * density);
  const wanted = info.tiles === 1 ? side / info.width : side / longest;
  const widest = width / info.width;
  const cell = wanted >= 0.75 ? Math.max(1, Math.min(Math.round(wanted), Math.floor(widest))) : wanted;
  const fitted = Math.min(cell, widest);
  const tileWidth = Math.max(1, Math.round(info.width * fitted));
  const tileHeight = Math.max(1, Math.round(info.height * fitted));
  const columns = Math.max(1, Math.min(info.tiles, Math.floor((width + gap) / (tileWidth + gap))));
  return { columns, rows: Math.ceil(info.tiles / columns), tileWidth, tileHeight, gap, density };
}

/** One row of tiles of the given height, as many as fit. */
export function stripGeometry(
  info: TileInfo,
  widthPx: number,
  heightPx: number,
  density: number,
): TileGeometry {
  const gap = Math.max(1, Math.round(2 * density));
  const width = Math.floor(widthPx * density);
  const tileHeight = Math.round(heightPx * density);
  const tileWidth = Math.max(1, Math.min(width, Math.round((tileHeight * info.width) / info.height)));
  const fitting = Math.max(1, Math.floor((width + gap) / (tileWidth + gap)));
  return { columns: Math.min(info.tiles, fitting), rows: 1, tileWidth, tileHeight, gap, density };
}

/** All rows of a small grid; of a large one those within [topPx, bottomPx] and as many again on either side. */
export function visibleWindow(geometry: TileGeometry, topPx: number, bottomPx: number): TileWindow {
  const { rows, density } = geometry;
  if (canvasWidth(geometry) * canvasHeight(geometry, rows) <= MOST_PIXELS) return { firstRow: 0, rows };
  const pitch = geometry.tileHeight + geometry.gap;
  const inView = Math.max(1, Math.ceil(((bottomPx - topPx) * density) / pitch) + 1);
  // Moves in steps of half a view, so that slow scrolling does not draw anew with every row.
  const step = Math.max(1, Math.floor(inView / 2));
  const firstVisible = Math.floor((topPx * density) / pitch);
  const firstRow = Math.floor((firstVisible - inView) / step) * step;
  const from = Math.min(Math.max(0, firstRow), Math.max(0, rows - 1));
  return { firstRow: from, rows: Math.max(1, Math.min(3 * inView + step, rows - from)) };
}

/** What the engine is told: one canvas holding the rows of the window. */
export function viewLayout(geometry: TileGeometry, window: TileWindow, tiles: number): ViewLayout {
  const first = window.firstRow * geometry.columns;
  return {
    canvasWidth: canvasWidth(geometry),
    canvasHeight: canvasHeight(geometry, window.rows),
    columns: geometry.columns,
    tileWidth: geometry.tileWidth,
    tileHeight: geometry.tileHeight,
    gap: geometry.gap,
    first,
    count: Math.min(window.rows * geometry.columns, tiles - first),
  };
}

/** A tile's box in CSS pixels, from the grid's top left corner. */
export function tileBox(geometry: TileGeometry, tile: number) {
  const { columns, tileWidth, tileHeight, gap, density } = geometry;
  return {
    left: ((tile % columns) * (tileWidth + gap)) / density,
    top: (Math.floor(tile / columns) * (tileHeight + gap)) / density,
    width: tileWidth / density,
    height: tileHeight / density,
  };
}

function canvasWidth({ columns, tileWidth, gap }: TileGeometry): number {
  return columns * (tileWidth + gap) - gap;
}

function canvasHeight({ tileHeight, gap }: TileGeometry, rows: number): number {
  return rows * (tileHeight + gap) - gap;
}
