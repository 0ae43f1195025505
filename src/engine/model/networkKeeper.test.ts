/** What networks have learnt, through replacing them and coming back. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { renameIds } from '../../network/layerIds';
import { registerLayers } from '../layers/registerLayers';
import { NetworkKeeper } from './networkKeeper';
import { WeightShelf } from './weightShelf';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

function keeper(): NetworkKeeper {
  return new NetworkKeeper({ changed: () => undefined, told: () => undefined, isInstant: () => true });
}

const network = chain([
  ['input', { height: 4, width: 4, channels: 1 }],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const dense = network.nodes[2]?.id ?? '';
/** The same layers under other ids, as whatever is opened has. */
const other: Network = renameIds(network, new Map(network.nodes.map(({ id, type }) => [id, `${type}-90`])));

async function denseOf(kept: NetworkKeeper, id: string): Promise<readonly number[]> {
  return [...((await kept.network?.snapshot())?.get(id)?.[1] ?? [])];
}

describe('NetworkKeeper', () => {
  test('gives the layers of an opened network the weights of its file, and the old one its own after undo', async () => {
    const kept = keeper();
    kept.expect(new Map([[dense, [new Float32Array(32).fill(1), new Float32Array([3, 4])]]]));
    await kept.replace(network, 1);
    expect(await denseOf(kept, dense)).toEqual([3, 4]);
    expect(kept.network?.trained).toBe(true);
    kept.expect(new Map([['dense-90', [new Float32Array(32).fill(2), new Float32Array([5, 6])]]]));
    await kept.replace(other, 1);
    expect(await denseOf(kept, 'dense-90')).toEqual([5, 6]);
    await kept.replace(network, 1);
    expect(await denseOf(kept, dense)).toEqual([3, 4]);
    kept.reset(1);
    await kept.replace(other, 1);
    expect(await denseOf(kept, 'dense-90')).toEqual([0, 0]);
  });

  test('keeps the weights of a file while its network cannot be built', async () => {
    const kept = keeper();
    kept.expect(new Map([[dense, [new Float32Array(32), new Float32Array([3, 4])]]]));
    await kept.replace(null, 1);
    await kept.replace(network, 1);
    expect(await denseOf(kept, dense)).toEqual([3, 4]);
  });
});

describe('WeightShelf', () => {
  const weights = (...ids: readonly string[]) => new Map(ids.map((id) => [id, [new Float32Array(10)]]));

  test('forgets what came longest ago when it is full, but nothing of what comes', () => {
    const shelf = new WeightShelf(100);
    shelf.put(weights('a', 'b'));
    shelf.put(weights('c'));
    expect([...shelf.snapshot.keys()]).toEqual(['b', 'c']);
    shelf.put(weights('d', 'e', 'f'));
    expect([...shelf.snapshot.keys()]).toEqual(['d', 'e', 'f']);
  });
});
