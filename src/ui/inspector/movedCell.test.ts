import { expect, it } from 'vitest';
import { movedCell } from './movedCell';

const info = { tiles: 7, height: 5, width: 4, inputChannels: 1 };
const from = { tile: 2, row: 0, column: 3 };
const press = (key: string, shiftKey = false) => movedCell(from, { key, shiftKey }, info, 3);

it('moves from cell to cell and stays in the tile', () => {
  expect(press('ArrowDown')).toEqual({ tile: 2, row: 1, column: 3 });
  expect(press('ArrowRight')).toEqual(from);
  expect(press('ArrowUp')).toEqual(from);
});

it('moves from tile to tile with Shift, by rows with Page keys', () => {
  expect(press('ArrowRight', true)?.tile).toBe(3);
  expect(press('ArrowDown', true)?.tile).toBe(5);
  expect(press('PageDown')?.tile).toBe(5);
  expect(press('ArrowUp', true)).toBeNull();
  expect(press('End')?.tile).toBe(6);
  expect(press('Home')?.tile).toBe(0);
});

it('leaves other keys alone', () => {
  expect(press('a')).toBeNull();
});
