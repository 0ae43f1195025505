import type { TileInfo } from '../../engine/protocol/tiles';
import type { Cell } from './tileReading';

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Where a key leads: arrows to the next cell of the tile, Shift and arrows to the next tile of the grid, Page Up and Page Down
 * a row of tiles, Home and End to the first and the last tile. `null` for keys that do not move or cannot.
 */
export function movedCell(cell: Cell, { key, shiftKey }: Key, info: TileInfo, columns: number): Cell | null {
  const direction = directions[key];
  if (direction !== undefined && !shiftKey) {
    const row = Math.min(info.height - 1, Math.max(0, cell.row + direction[0]));
    const column = Math.min(info.width - 1, Math.max(0, cell.column + direction[1]));
    return { tile: cell.tile, row, column };
  }
  const tile = movedTile(cell.tile, key, direction, info.tiles, columns);
  return tile === null || tile < 0 || tile >= info.tiles ? null : { ...cell, tile };
}

function movedTile(
  tile: number,
  key: string,
  direction: readonly [number, number] | undefined,
  tiles: number,
  columns: number,
): number | null {
  if (direction !== undefined) return tile + direction[0] * columns + direction[1];
  if (key === 'PageUp') return tile - columns;
  if (key === 'PageDown') return tile + columns;
  if (key === 'Home') return 0;
  return key === 'End' ? tiles - 1 : null;
}
