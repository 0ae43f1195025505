/** Networks too large to be built at every edit, or to fit at all. On WASM, whose limits are the same everywhere. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { chain } from '../network/chain';
import type { Network } from '../network/graph';
import { endSessions, fourTiles, shortRun, smallCnn, startSession } from './engineSession';
import type { EngineSession } from './engineSession';
import type { BuildState } from './protocol';

afterEach(endSessions);

/** 16 × 16 × 3 in and four Dense layers of 2400 in a row: 19 million parameters. */
function largeNetwork(): Network {
  const wide = ['dense', { units: 2400, activation: 'relu' }] as const;
  return chain([
    ['input', { height: 16, width: 16, channels: 3 }],
    ['flatten'],
    wide,
    wide,
    wide,
    wide,
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
}

const states = ({ events }: EngineSession): readonly BuildState[] =>
  events.filter((event) => event.type === 'network').map(({ state }) => state);

describe('a large network', () => {
  it('takes nothing until it is asked for, then works as any other, and a smaller one takes its place', async () => {
    const session = await startSession('wasm');
    const { engine } = session;
    const layerId = largeNetwork().nodes[2]?.id ?? '';
    await engine.setNetwork(null, 1);
    const before = tf.memory().numBytes;
    await engine.setNetwork(largeNetwork(), 1);
    expect(states(session).at(-1)).toBe('waiting');
    expect(tf.memory().numBytes).toBe(before);
    expect(engine.tileInfo({ kind: 'featureMaps', layerId })).toBeNull();

    await engine.buildNetwork();
    expect(states(session).slice(-2)).toEqual(['building', 'built']);
    expect(tf.memory().numBytes - before).toBeGreaterThan(4 * 19e6);
    await engine.openView('maps', new OffscreenCanvas(1, 1), fourTiles({ kind: 'featureMaps', layerId }));
    await expect.poll(() => engine.tileValues('maps', 0)).not.toBeNull();

    await engine.setNetwork(smallCnn(), 1);
    expect(states(session).at(-1)).toBe('built');
    expect(tf.memory().numBytes - before).toBeLessThan(1e6);
  });

  it('is built by training on it', async () => {
    const session = await startSession('wasm');
    await session.engine.setNetwork(largeNetwork(), 1);
    const paused = session.reach('paused');
    await session.engine.step(shortRun());
    await paused;
    expect(states(session).at(-1)).toBe('built');
    expect(session.engine.history().batches).toHaveLength(1);
  });

  it('gives way to an edit while it is being built', async () => {
    const session = await startSession('wasm');
    const { engine } = session;
    await engine.setNetwork(largeNetwork(), 1);
    const before = states(session).length;
    const building = engine.buildNetwork();
    await expect.poll(() => states(session).at(-1)).toBe('building');
    await engine.setNetwork(smallCnn(), 1);
    await building;
    expect(states(session).slice(before)).toEqual(['building', 'waiting', 'building', 'built']);
    const layerId = smallCnn().nodes[1]?.id ?? '';
    expect(engine.tileInfo({ kind: 'featureMaps', layerId })).toMatchObject({ tiles: 4 });
    expect(session.faults).toEqual([]);
  });
});

interface WasmHeap {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

describe('memory that does not suffice', () => {
  it('refuses to train on what WASM cannot hold, says so in figures, and trains on smaller batches', async () => {
    const session = await startSession('wasm');
    const { engine } = session;
    // 16 × 16 × 3 + 14 × 14 × 4 + 7 × 7 × 4 × 2 + 2 cells, twice, of four bytes: 15,568 bytes a picture.
    await expect(engine.train(shortRun({ batchSize: 300_000 }))).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringContaining('takes at least 4.7 GB, and WASM holds 4.3 GB') as string,
    });
    const finished = session.reach('finished');
    await engine.train(shortRun({ epochs: 1 }));
    await finished;
  });

  it('is told by WASM itself, whose heap stays whole', async () => {
    const session = await startSession('wasm');
    const { wasm } = tf.backend() as unknown as { readonly wasm: WasmHeap };
    // Asked for and never written to, so the computer itself gives next to nothing.
    const taken: number[] = [];
    const takeAll = (): void => {
      for (;;) taken.push(wasm._malloc(2 ** 30));
    };
    expect(takeAll).toThrow(expect.objectContaining({ code: 'out-of-memory' }) as Error);
    expect(taken.length).toBeGreaterThanOrEqual(2);
    for (const address of taken) wasm._free(address);
    const finished = session.reach('finished');
    await session.engine.train(shortRun({ epochs: 1 }));
    await finished;
    expect(session.engine.history().epochs).toHaveLength(1);
  });
});
