/** What the page may ask of the engine while something else is under way, and what happens when a device goes meanwhile. */
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  endSessions,
  EngineSession,
  fourTiles,
  shortRun,
  smallCnn,
  somePicture,
  startSession,
} from './engineSession';

const [input = '', convolution = ''] = smallCnn().nodes.map(({ id }) => id);
const busy: unknown = expect.objectContaining({ code: 'busy' });

/** Every device the engine asks the browser for. */
const devices: GPUDevice[] = [];

beforeAll(() => {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...descriptor) {
    const device = await requestDevice.apply(this, descriptor);
    devices.push(device);
    return device;
  };
});

afterEach(async () => {
  vi.restoreAllMocks();
  await endSessions();
});

describe('views', () => {
  it('are updated and closed before the backend has started', async () => {
    const { engine } = new EngineSession();
    const [kept, closed] = [new OffscreenCanvas(1, 1), new OffscreenCanvas(1, 1)];
    const settings = fourTiles({ kind: 'filters', layerId: convolution, inputChannel: null });
    void engine.openView('kept', kept, settings);
    void engine.openView('closed', closed, settings);
    engine.updateView('kept', { ...settings, layout: { ...settings.layout, canvasWidth: 48 } });
    engine.closeView('closed');
    await engine.setNetwork(smallCnn(), 1);
    await expect.poll(() => kept.width).toBe(48);
    expect(closed.width).toBe(1);
    expect(await engine.tileValues('closed', 0)).toBeNull();
  });

  it('show the chosen picture also after a run has begun and the pictures were divided anew', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    await engine.openView(
      'input',
      new OffscreenCanvas(1, 1),
      fourTiles({ kind: 'featureMaps', layerId: input }),
    );
    const shown = async () => {
      const drawn = session.count('inspected');
      engine.updateView('input', fourTiles({ kind: 'featureMaps', layerId: input }));
      await expect.poll(() => session.count('inspected')).toBeGreaterThan(drawn);
      return (await engine.tileValues('input', 0))?.values;
    };
    const first = await shown();
    await engine.setProbe({ kind: 'dataset', imageId: 5 });
    const fifth = await shown();
    expect(fifth).not.toEqual(first);
    await engine.setSplit({ kind: 'pooled', validationFraction: 0.3 }, 9);
    expect(await shown()).toEqual(fifth);
    const paused = session.reach('paused');
    await engine.step(shortRun());
    await paused;
    expect(await shown()).toEqual(fifth);
  });
});

describe('a paused run', () => {
  it('lets look in, and refuses what would change it', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    const paused = session.reach('paused');
    await engine.step(shortRun());
    await paused;
    await engine.openView(
      'maps',
      new OffscreenCanvas(1, 1),
      fourTiles({ kind: 'featureMaps', layerId: convolution }),
    );
    await engine.setProbe({ kind: 'file', file: await somePicture() });
    await expect.poll(() => engine.tileValues('maps', 3)).toMatchObject({ height: 14, width: 14 });
    expect((await engine.predict(await somePicture())).probabilities).toHaveLength(2);
    await expect(engine.setNetwork(null, 1)).rejects.toEqual(busy);
    await expect(engine.selectBackend('wasm')).rejects.toEqual(busy);
    await expect(engine.resetWeights(1)).rejects.toEqual(busy);
    await expect(engine.clearDataset()).rejects.toEqual(busy);
    await expect(engine.train(shortRun())).rejects.toEqual(busy);
    const finished = session.reach('finished');
    engine.resume();
    await finished;
    expect(engine.history().epochs).toHaveLength(2);
    expect(session.faults).toEqual([]);
  });

  it('fails when its device goes; another is running soon, with the weights of the last epoch', async () => {
    const session = await startSession('webgpu');
    const { engine } = session;
    const paused = session.reach('paused');
    await engine.train(shortRun({ epochs: 500 }));
    await expect.poll(() => session.count('epoch'), { timeout: 60_000 }).toBeGreaterThan(0);
    engine.pause();
    await paused;
    const [backends, failed] = [session.count('backend'), session.reach('failed')];
    devices.at(-1)?.destroy();
    await failed;
    await expect.poll(() => session.count('backend'), { timeout: 60_000 }).toBe(backends + 1);
    expect(session.faults).toMatchObject([{ code: 'device-lost' }]);
    const canvas = new OffscreenCanvas(1, 1);
    await engine.openView('maps', canvas, fourTiles({ kind: 'featureMaps', layerId: convolution }));
    await expect.poll(() => canvas.width, { timeout: 60_000 }).toBe(64);
    const finished = session.reach('finished');
    await engine.train(shortRun({ epochs: 1 }));
    await finished;
  });
});

describe('a run', () => {
  it.each(['preparing', 'pausing'] as const)('stops while %s', async (phase) => {
    const session = await startSession('cpu');
    const { engine } = session;
    const running = session.reach('running');
    await engine.train(shortRun({ epochs: 500 }));
    if (phase === 'pausing') {
      await running;
      engine.pause();
    }
    await engine.stop();
    expect(session.events.findLast((event) => event.type === 'status')?.status.phase).toBe('stopped');
  });

  it('stays stopped whatever is asked after Stop', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    const running = session.reach('running');
    await engine.train(shortRun({ epochs: 500 }));
    await running;
    const stopped = engine.stop();
    engine.pause();
    engine.resume();
    await engine.step(shortRun());
    await stopped;
    expect(session.events.findLast((event) => event.type === 'status')?.status.phase).toBe('stopped');
  });

  it('runs on when Resume comes before it has paused', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    const running = session.reach('running');
    await engine.train(shortRun({ epochs: 500 }));
    await running;
    engine.pause();
    const runsAgain = session.reach('running');
    engine.resume();
    await runsAgain;
    await engine.stop();
    expect(session.events.some((event) => event.type === 'status' && event.status.phase === 'paused')).toBe(
      false,
    );
  });

  it('begins once, and what was asked meanwhile does not take its network away', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    const finished = session.reach('finished');
    const first = engine.train(shortRun());
    await expect(engine.train(shortRun())).rejects.toEqual(busy);
    await first;
    await engine.stop();
    const again = engine.train(shortRun());
    await expect(engine.setNetwork(null, 1)).rejects.toEqual(busy);
    await again;
    await finished;
    expect(session.faults).toEqual([]);
  });
});

describe('what was learnt', () => {
  it('outlives a time without a working network', async () => {
    const session = await startSession('cpu');
    const { engine } = session;
    const finished = session.reach('finished');
    await engine.train(shortRun({ learningRate: 0.1 }));
    await finished;
    const picture = await somePicture();
    const before = await engine.predict(picture);
    await engine.setNetwork(null, 1);
    await engine.selectBackend('wasm');
    await engine.setNetwork(smallCnn(), 1);
    const after = await engine.predict(picture);
    expect(after.probabilities[0]).toBeCloseTo(before.probabilities[0] ?? NaN, 4);
    await engine.resetWeights(1);
    expect((await engine.predict(picture)).probabilities[0]).not.toBeCloseTo(
      before.probabilities[0] ?? NaN,
      3,
    );
  });

  it('outlives a device that goes while nothing runs', async () => {
    const session = await startSession('webgpu');
    const { engine } = session;
    const finished = session.reach('finished');
    await engine.train(shortRun({ learningRate: 0.1 }));
    await finished;
    const picture = await somePicture();
    const before = await engine.predict(picture);
    const backends = session.count('backend');
    devices.at(-1)?.destroy();
    await expect.poll(() => session.count('backend'), { timeout: 60_000 }).toBe(backends + 1);
    expect(session.faults).toMatchObject([{ code: 'device-lost' }]);
    const after = await engine.predict(picture);
    expect(after.probabilities[0]).toBeCloseTo(before.probabilities[0] ?? NaN, 4);
  });
});

describe('backends', () => {
  it('a chosen one that does not start says so, and another takes its place with the network', async () => {
    const session = await startSession('wasm');
    const { engine } = session;
    await engine.selectBackend('cpu');
    const { fetch } = globalThis;
    vi.spyOn(globalThis, 'fetch').mockImplementation((...request) =>
      typeof request[0] === 'string' && request[0].includes('.wasm')
        ? Promise.reject(new TypeError('no network'))
        : fetch(...request),
    );
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(engine.selectBackend('wasm')).rejects.toMatchObject({
        code: 'backend-unavailable',
        message: expect.stringContaining('WASM: Its program could not be loaded') as string,
      });
      const report = session.events.findLast((event) => event.type === 'backend')?.report;
      expect(report).toMatchObject({ choice: 'auto', active: 'webgpu' });
    }
    vi.restoreAllMocks();
    await engine.selectBackend('wasm');
    const finished = session.reach('finished');
    await engine.train(shortRun({ epochs: 1 }));
    await finished;
    expect(session.faults).toEqual([]);
  });

  it('a lost WebGL context ends the run, and another backend trains on', async () => {
    const session = await startSession('webgl');
    const { engine } = session;
    const running = session.reach('running');
    const failed = session.reach('failed');
    await engine.train(shortRun({ epochs: 500 }));
    await running;
    await expect.poll(() => session.count('batches'), { timeout: 60_000 }).toBeGreaterThan(0);
    const backends = session.count('backend');
    loseWebglContext();
    await failed;
    await expect.poll(() => session.count('backend'), { timeout: 60_000 }).toBe(backends + 1);
    expect(session.faults).toMatchObject([{ code: 'device-lost' }]);
    const finished = session.reach('finished');
    await engine.train(shortRun({ epochs: 1 }));
    await finished;
  });
});

function loseWebglContext(): void {
  const backend = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
}
