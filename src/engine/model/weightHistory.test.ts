import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WeightHistory, type WeightPlace } from './weightHistory';

/** Its numbers say which epoch it is from. */
async function after(
  epochs: number,
  places: readonly WeightPlace[],
  limits: { perEpoch: number; inAll: number },
): Promise<WeightHistory> {
  const history = new WeightHistory(places, limits);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await history.epochDone(({ size }) => Promise.resolve(new Float32Array(size).fill(epoch)));
  }
  return history;
}

const epochsOf = (history: WeightHistory, nodeId = 'a') => history.of(nodeId, 0)?.map(({ epoch }) => epoch);

describe('the history of weights', () => {
  const one = [{ nodeId: 'a', index: 0, size: 10 }];

  it('keeps every epoch while there is room, and then every second', async () => {
    expect(epochsOf(await after(4, one, { perEpoch: 10, inAll: 40 }))).toEqual([1, 2, 3, 4]);
    expect(epochsOf(await after(5, one, { perEpoch: 10, inAll: 40 }))).toEqual([2, 4]);
    expect(epochsOf(await after(9, one, { perEpoch: 10, inAll: 40 }))).toEqual([2, 4, 6, 8]);
    expect(epochsOf(await after(10, one, { perEpoch: 10, inAll: 40 }))).toEqual([4, 8]);
  });

  it('leaves out the largest weights of a network that is too large', async () => {
    const places = [
      { nodeId: 'large', index: 0, size: 95 },
      { nodeId: 'a', index: 0, size: 10 },
    ];
    const history = await after(2, places, { perEpoch: 100, inAll: 1000 });
    expect(history.of('large', 0)).toBeNull();
    expect(epochsOf(history)).toEqual([1, 2]);
  });

  it('never keeps more than it may, spread evenly, each with its own numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 100 }),
        async (epochs, size, inAll) => {
          const history = await after(epochs, [{ nodeId: 'a', index: 0, size }], { perEpoch: 20, inAll });
          const kept = history.of('a', 0) ?? [];
          expect(kept.length * size).toBeLessThanOrEqual(Math.max(size, inAll));
          const [first = { epoch: 1 }] = kept;
          kept.forEach(({ epoch, values }, at) => {
            expect(epoch).toBe(first.epoch * (at + 1));
            expect([...new Set(values)]).toEqual([epoch]);
          });
        },
      ),
    );
  });

  it('begins anew with new weights', async () => {
    const history = await after(9, one, { perEpoch: 10, inAll: 40 });
    history.clear();
    await history.epochDone(() => Promise.resolve(new Float32Array(10)));
    expect(epochsOf(history)).toEqual([1]);
  });
});
