import { expect, it } from 'vitest';
import { layerType, layerTypeNames } from '../../../network/layers';
import { layerCases } from './layerCases';

/** What computes nothing, and what draws at random: `layers/layersSuite.ts` holds those to their masks and noise. */
const without = ['Input', 'Dropout', 'SpatialDropout2D', 'GaussianNoise'];

it('holds every layer type of the catalogue against float64', () => {
  const checked = new Set(layerCases.map(({ className }) => className));
  const missing = layerTypeNames
    .map((name) => layerType(name).className)
    .filter((className) => !checked.has(className) && !without.includes(className));
  expect(missing).toEqual([]);
});
