import { expect, it } from 'vitest';
import { chain } from '../../../network/chain';
import { byChange, meanChange } from './filterOrder';
import { readsColour } from './useReadsColour';

it('puts what changed most first and what began as 0 last', () => {
  expect(byChange([0.1, NaN, 0.5, 0.1, Infinity])).toEqual([2, 0, 3, 1, 4]);
  expect(meanChange([0.1, NaN, 0.5])).toBeCloseTo(0.3, 6);
  expect(meanChange([NaN])).toBeNull();
});

it('sees colours only where nothing has mixed the channels', () => {
  const network = chain([
    ['input', { height: 4, width: 4, channels: 3 }],
    ['batchNormalization'],
    ['conv2d', { filters: 3 }],
    ['conv2d', { filters: 3 }],
  ]);
  expect(network.nodes.slice(2).map(({ id }) => readsColour(network, id))).toEqual([true, false]);
});
