import { describe, expect, it } from 'vitest';
import { extended, movedIndex, nothingChosen, toggled, within } from './imageChoice';

/** Ids are not indices. */
const ids = [10, 11, 12, 13, 14, 15];

const chosenIn = (choice: { readonly chosen: ReadonlySet<number> }) => [...choice.chosen].sort();

describe('choosing pictures', () => {
  it('chooses and unchooses one at a time', () => {
    const two = toggled(toggled(nothingChosen, ids, 1), ids, 4);
    expect(chosenIn(two)).toEqual([11, 14]);
    expect(two.activeIndex).toBe(4);
    expect(chosenIn(toggled(two, ids, 1))).toEqual([14]);
  });

  it('ignores a place with no picture', () => {
    expect(toggled(nothingChosen, ids, 6)).toBe(nothingChosen);
  });

  it('extends from the last one touched, in either direction, and keeps what was chosen', () => {
    const start = toggled(toggled(nothingChosen, ids, 0), ids, 3);
    const down = extended(start, ids, 5);
    expect(chosenIn(down)).toEqual([10, 13, 14, 15]);
    expect(chosenIn(extended(down, ids, 2))).toEqual([10, 12, 13, 14, 15]);
  });

  it('forgets pictures that have gone and stays inside the list', () => {
    const choice = toggled(toggled(nothingChosen, ids, 1), ids, 5);
    const left = within(choice, [10, 11, 12]);
    expect(chosenIn(left)).toEqual([11]);
    expect(left.activeIndex).toBe(2);
    expect(within(choice, []).activeIndex).toBe(0);
  });
});

describe('keys', () => {
  const layout = { count: 50, columns: 4, pageSize: 24 };
  it.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 5, 9],
    ['ArrowUp', 5, 1],
    ['PageDown', 5, 29],
    ['PageDown', 40, 49],
    ['PageUp', 30, 6],
    ['Home', 30, 0],
    ['End', 30, 49],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(movedIndex(from, key, layout)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(movedIndex(5, 'a', layout)).toBeNull();
  });
});
