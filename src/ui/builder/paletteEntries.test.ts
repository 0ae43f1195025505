import { expect, test } from 'vitest';
import { plannedBlockNames } from '../../network/blocks';
import { layerTypeNames } from '../../network/layers';
import { foundGroups, paletteGroups } from './paletteEntries';

test('every layer type and every kind of block is offered once', () => {
  const offered = paletteGroups.flatMap(({ entries }) =>
    entries.map(({ drag }) => ('add' in drag ? drag.add : drag.addBlock)),
  );
  expect(offered.toSorted()).toEqual([...layerTypeNames, ...plannedBlockNames].toSorted());
});

test('words are found in names and in the titles of groups, in any case and order', () => {
  const names = (text: string) => foundGroups(text).flatMap(({ entries }) => entries.map(({ name }) => name));
  expect(names('dense')).toEqual(['Dense']);
  expect(names('pooling MAX')).toContain('MaxPooling2D');
  expect(names('pooling max')).not.toContain('AveragePooling2D');
  expect(names('merging')).toContain('Add');
  expect(names('block residual')).toEqual(['Residual block']);
  expect(names('no such layer')).toEqual([]);
  expect(foundGroups('  ')).toEqual(paletteGroups);
});
