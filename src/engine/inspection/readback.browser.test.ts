/** What is on the screen is drawn where it is computed: a refresh brings no map back from the GPU, however many there are. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, expect, it, vi } from 'vitest';
import { endSessions, fourTiles, smallCnn, startSession } from '../engineSession';

afterEach(async () => {
  vi.restoreAllMocks();
  await endSessions();
});

it('reads nothing back but the two probabilities', async () => {
  const session = await startSession('webgpu');
  const { engine } = session;
  const [input = '', convolution = '', pooling = ''] = smallCnn().nodes.map(({ id }) => id);
  const contents = [
    { kind: 'featureMaps', layerId: input },
    { kind: 'featureMaps', layerId: convolution },
    { kind: 'filters', layerId: convolution, inputChannel: null },
    { kind: 'poolingWinners', layerId: pooling },
  ] as const;
  const canvases = contents.map(() => new OffscreenCanvas(1, 1));
  for (const [index, content] of contents.entries()) {
    await engine.openView(`view ${index}`, canvases[index] as OffscreenCanvas, fourTiles(content));
  }
  await expect.poll(() => canvases.map(({ width }) => width), { timeout: 60_000 }).toEqual([64, 64, 64, 64]);

  const backend = tf.backend() as WebGPUBackend;
  const [read, readSync] = [vi.spyOn(backend, 'read'), vi.spyOn(backend, 'readSync')];
  const mapped = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
  const drawn = vi.spyOn(GPURenderPassEncoder.prototype, 'draw');
  const before = session.count('inspected');
  engine.updateView('view 0', fourTiles(contents[0]));
  await expect.poll(() => session.count('inspected'), { timeout: 60_000 }).toBeGreaterThan(before);

  // Several refreshes may have been asked for: each draws all views, and reads once.
  expect(drawn.mock.calls.length).toBeGreaterThanOrEqual(contents.length);
  expect(read.mock.calls.length * contents.length).toBe(drawn.mock.calls.length);
  expect(readSync).not.toHaveBeenCalled();
  expect(new Set(mapped.mock.contexts.map((buffer) => (buffer as GPUBuffer).size))).toEqual(new Set([2 * 4]));
  expect(session.faults).toEqual([]);

  // Closed, they are drawn no more.
  for (const index of contents.keys()) engine.closeView(`view ${index}`);
  drawn.mockClear();
  const closedAt = session.count('inspected');
  await engine.setProbe(null);
  await expect.poll(() => session.count('inspected'), { timeout: 60_000 }).toBeGreaterThan(closedAt);
  expect(drawn).not.toHaveBeenCalled();
});
