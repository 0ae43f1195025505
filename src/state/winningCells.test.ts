import { expect, it } from 'vitest';
import { winningCells } from './winningCells';

/** 1 2 / 3 0, in one row of two windows that overlap nowhere: the columns. */
const columns = {
  height: 1,
  width: 2,
  inputHeight: 2,
  inputWidth: 2,
  windowRows: [[0, 1]],
  windowColumns: [[0], [1]],
  input: Float32Array.of(1, 2, 3, 0),
  winners: Int32Array.of(2, 1),
  max: Float32Array.of(3, 2),
  average: Float32Array.of(2, 1),
};

it('tells the largest of each window and its value', () => {
  expect(winningCells({ mode: 'max', ...columns })).toEqual({
    mode: 'max',
    winners: [
      { row: 0, column: 0, inputRow: 1, inputColumn: 0, value: 3, cells: [{ inputRow: 1, inputColumn: 0 }] },
      { row: 0, column: 1, inputRow: 0, inputColumn: 1, value: 2, cells: [{ inputRow: 0, inputColumn: 1 }] },
    ],
    max: [[3, 2]],
    average: [[2, 1]],
  });
});

it('where the mean is taken all cells count, and the value is the mean', () => {
  const [first, second] = winningCells({ mode: 'average', ...columns }).winners;
  expect(first).toMatchObject({
    value: 2,
    cells: [
      { inputRow: 0, inputColumn: 0 },
      { inputRow: 1, inputColumn: 0 },
    ],
  });
  expect(second?.value).toBe(1);
});
