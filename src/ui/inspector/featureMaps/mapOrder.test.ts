import { expect, it } from 'vitest';
import type { MapStatistics } from '../../../engine/protocol/mapStatistics';
import { mapOrder } from './mapOrder';

const some = Float32Array.of(1, 3, 3);
const statistics: MapStatistics = {
  maps: 3,
  min: some,
  max: some,
  mean: some,
  activation: some,
  variance: Float32Array.of(5, 0, 9),
  similarity: null,
  similarTo: null,
};

it('puts the largest first and keeps equals in their order', () => {
  expect(mapOrder('activation', statistics)).toEqual([1, 2, 0]);
  expect(mapOrder('variance', statistics)).toEqual([2, 0, 1]);
});

it('leaves maps where they are by index, and while their numbers are not there', () => {
  expect(mapOrder('index', statistics)).toBeUndefined();
  expect(mapOrder('similarity', statistics)).toBeUndefined();
  expect(mapOrder('variance', null)).toBeUndefined();
});
