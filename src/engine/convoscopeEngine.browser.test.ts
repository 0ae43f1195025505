/** The whole engine on real WebGPU, and what it does when the GPU fails it. Runs in the page instead of the worker, which lets the tests reach the device. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endSessions, fourTiles, shortRun, smallCnn, somePicture, startSession } from './engineSession';

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

afterEach(endSessions);

describe('the engine on WebGPU', () => {
  it('trains on drawn pictures, draws its views and tells the numbers behind them', async () => {
    const session = await startSession('webgpu');
    const { engine, events } = session;
    const canvas = new OffscreenCanvas(1, 1);
    const layerId = smallCnn().nodes[1]?.id ?? '';
    await engine.openView('maps', canvas, fourTiles({ kind: 'featureMaps', layerId }));
    const finished = session.reach('finished');
    await engine.train(shortRun());
    await finished;
    const history = engine.history();
    expect(history.epochs).toHaveLength(2);
    expect(history.batches.every(({ loss }) => Number.isFinite(loss))).toBe(true);
    expect(canvas.width).toBe(64);
    const values = await engine.tileValues('maps', 2);
    expect(values).toMatchObject({ height: 14, width: 14, channels: 1 });
    expect(Math.max(...(values?.values ?? []))).toBeGreaterThan(0);
    const inspected = events.findLast((event) => event.type === 'inspected');
    const sum = inspected?.prediction?.probabilities.reduce((total, each) => total + each, 0);
    expect(sum).toBeCloseTo(1, 5);
    expect(session.faults).toEqual([]);
  });

  it('shows one tensor in many views, winners over their input, and the output as probabilities', async () => {
    const session = await startSession('webgpu');
    const { engine, events } = session;
    const [, convolution, pooling, , dense] = smallCnn().nodes.map(({ id }) => id);
    const open = (viewId: string, kind: 'featureMaps' | 'poolingWinners', layerId = '') =>
      engine.openView(
        viewId,
        new OffscreenCanvas(1, 1),
        fourTiles({ kind, layerId }, { theme: 'dark', range: 'each' }),
      );
    await open('maps', 'featureMaps', convolution);
    await open('maps again', 'featureMaps', convolution);
    await open('winners', 'poolingWinners', pooling);
    await open('output', 'featureMaps', dense);
    await expect.poll(() => engine.tileValues('output', 0)).not.toBeNull();
    const [maps, again, winners, output] = await Promise.all(
      ['maps', 'maps again', 'winners', 'output'].map((viewId) => engine.tileValues(viewId, 0)),
    );
    expect(again?.values).toEqual(maps?.values);
    expect(winners?.values).toEqual(maps?.values);
    // 2×2 windows over 14×14 cells: one winner each.
    expect(winners?.wins?.reduce((sum, wins) => sum + wins, 0)).toBe(49);
    const inspected = events.findLast((event) => event.type === 'inspected');
    expect([...(output?.values ?? [])]).toEqual(
      inspected?.prediction?.probabilities.map((each) => expect.closeTo(each, 5) as number),
    );
    expect(session.faults).toEqual([]);
  });

  it('keeps the weights when the backend changes, trained or not', async () => {
    const session = await startSession('webgpu');
    const { engine } = session;
    const blob = await somePicture();
    const onWebgpu = await engine.predict(blob);
    await engine.selectBackend('wasm');
    const untrained = await engine.predict(blob);
    untrained.probabilities.forEach((each, index) => {
      expect(each).toBeCloseTo(onWebgpu.probabilities[index] ?? NaN, 4);
    });
    const finished = session.reach('finished');
    await engine.train(shortRun({ epochs: 1, learningRate: 0.1 }));
    await finished;
    const trained = await engine.predict(blob);
    expect(trained.probabilities[0]).not.toBeCloseTo(untrained.probabilities[0] ?? NaN, 3);
    await engine.selectBackend('cpu');
    const onCpu = await engine.predict(blob);
    onCpu.probabilities.forEach((each, index) => {
      expect(each).toBeCloseTo(trained.probabilities[index] ?? NaN, 4);
    });
  });

  it('tells of a refused computation, ends the run, and can be used again', async () => {
    const session = await startSession('webgpu');
    const failed = session.reach('failed');
    await session.engine.train(shortRun({ epochs: 500 }));
    const device = devices.at(-1);
    const module = device?.createShaderModule({ code: 'this is not WGSL' });
    if (module !== undefined) device?.createComputePipeline({ layout: 'auto', compute: { module } });
    await failed;
    expect(session.faults).toMatchObject([
      { code: 'gpu-error', message: expect.stringContaining('refused') as string },
    ]);
    const finished = session.reach('finished');
    await session.engine.resetWeights(2);
    await session.engine.train(shortRun({ epochs: 1 }));
    await finished;
  });

  it('survives a lost device: tells the user, starts anew with the weights of the last epoch, and trains on', async () => {
    const session = await startSession('webgpu');
    const failed = session.reach('failed');
    await session.engine.train(shortRun({ epochs: 500 }));
    while (!session.events.some((event) => event.type === 'epoch'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    const backends = session.events.filter((event) => event.type === 'backend').length;
    devices.at(-1)?.destroy();
    await failed;
    while (session.events.filter((event) => event.type === 'backend').length === backends) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(session.faults).toMatchObject([{ code: 'device-lost' }]);
    const finished = session.reach('finished');
    await session.engine.train(shortRun({ epochs: 1 }));
    await finished;
    const history = session.engine.history();
    expect(history.epochs).toHaveLength(1);
  });
});
