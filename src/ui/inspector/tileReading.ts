import type { FilterContent } from '../../engine/protocol/filters';
import type { ViewContent } from '../../engine/protocol';
import type { TileInfo, TileValues } from '../../engine/protocol/tiles';
import { formatValue } from '../training/format';

/** A cell of a tile, counted from 0. */
export interface Cell {
  readonly tile: number;
  readonly row: number;
  readonly column: number;
}

/** What one tile of a view is called: `Conv2D 1 feature map 3` (counted from 1). */
export function tileName(content: ViewContent, layerLabel: string, tile: number): string {
  switch (content.kind) {
    case 'featureMaps':
      return `${layerLabel} feature map ${tile + 1}`;
    case 'filters':
      return `${layerLabel} ${filterName(content, tile)}`;
    case 'poolingWinners':
      return `${layerLabel} winning cells of map ${tile + 1}`;
    default:
      return content satisfies never;
  }
}

function filterName({ filter, moment = 'now' }: FilterContent, tile: number): string {
  const name =
    filter === undefined ? `filter ${tile + 1}` : `filter ${filter + 1}, input channel ${tile + 1}`;
  return moment === 'now' ? name : `${name}, ${moment}`;
}

/**
 * The exact numbers of a cell, rows and columns counted from 1: `row 5, column 7: 0.4132`. `units` is set where the tile is a
 * vector laid out in rows; `null` for the cells that only fill up its last row.
 */
export function cellText(cell: Cell, values: TileValues, units: number | null): string | null {
  const at = cell.row * values.width + cell.column;
  if (units !== null) return at < units ? `unit ${at + 1}: ${numberText(values.values[at])}` : null;
  const place = `row ${cell.row + 1}, column ${cell.column + 1}`;
  if (values.channels === 3) {
    const [red, green, blue] = [0, 1, 2].map((channel) => numberText(values.values[at * 3 + channel]));
    return `${place}: red ${red}, green ${green}, blue ${blue}`;
  }
  return `${place}: ${numberText(values.values[at])}${winsText(values.wins?.[at])}`;
}

/** The cell under a point of a tile, both in CSS pixels from the tile's corner. */
export function cellAt(
  tile: number,
  xPx: number,
  yPx: number,
  box: { width: number; height: number },
  info: TileInfo,
): Cell {
  const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(value * count)));
  return { tile, row: clamp(yPx / box.height, info.height), column: clamp(xPx / box.width, info.width) };
}

/** Where a cell lies, in the units of its tile's box. */
export function cellBox(
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  cell: Cell,
  info: TileInfo,
) {
  const [width, height] = [box.width / info.width, box.height / info.height];
  return { left: box.left + cell.column * width, top: box.top + cell.row * height, width, height };
}

function numberText(value: number | undefined): string {
  return value === undefined ? '–' : formatValue(value);
}

function winsText(wins: number | undefined): string {
  if (wins === undefined) return '';
  if (wins === 0) return ', wins no window';
  return `, wins ${Math.round(wins)} ${Math.round(wins) === 1 ? 'window' : 'windows'}`;
}
