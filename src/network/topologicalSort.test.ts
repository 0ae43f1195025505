import { expect, test } from 'vitest';
import { topologicalSort } from './topologicalSort';

test('each comes after those that feed it, else in the order given', () => {
  const sources = new Map([
    ['a', ['c']],
    ['c', ['d', 'elsewhere']],
  ]);
  expect(topologicalSort(['a', 'b', 'c', 'd'], sources)).toEqual(['d', 'c', 'a', 'b']);
});

test('a chain of any length', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `${index}`);
  const sources = new Map(ids.map((id, index) => [id, [`${index + 1}`]]));
  expect(topologicalSort(ids, sources)).toEqual(ids.toReversed());
});

test('ends in a circle too', () => {
  const sources = new Map([
    ['a', ['b']],
    ['b', ['a']],
  ]);
  expect(topologicalSort(['a', 'b'], sources)).toEqual(['b', 'a']);
});
