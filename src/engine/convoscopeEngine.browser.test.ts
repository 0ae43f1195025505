/** The whole engine on real WebGPU, and what it does when the GPU fails it. Runs in the page instead of the worker, which lets the tests reach the device. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addLayer, newId } from '../network/edits';
import { emptyNetwork } from '../network/graph';
import type { Network } from '../network/graph';
import { trainingSettingsSchema } from '../network/recipe';
import type { TrainingSettings } from '../network/recipe';
import { ConvoscopeEngine } from './convoscopeEngine';
import { Dataset } from './data/dataset';
import { DecodePool } from './data/decodePool';
import type { EngineEvent, TrainingPhase } from './protocol';

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

function smallCnn(): Network {
  let network = emptyNetwork;
  let after: string | undefined;
  for (const [type, parameters] of [
    ['input', { height: 16, width: 16, channels: 3 }],
    ['conv2d', { filters: 4, activation: 'relu' }],
    ['maxPooling2d', {}],
    ['flatten', {}],
    ['dense', { units: 2, activation: 'softmax' }],
  ] as const) {
    const id = newId(network, type);
    network = addLayer(network, type, { parameters, ...(after === undefined ? {} : { after }) });
    after = id;
  }
  return network;
}

const settings = (over: Partial<TrainingSettings> = {}): TrainingSettings => ({
  ...trainingSettingsSchema.parse({}),
  epochs: 2,
  batchSize: 8,
  ...over,
});

class Session {
  readonly events: EngineEvent[] = [];
  readonly engine = new ConvoscopeEngine(
    (emit) => new Dataset(new DecodePool(), (progress) => emit({ type: 'importProgress', progress })),
  );
  private readonly waiting = new Map<TrainingPhase, () => void>();

  constructor() {
    this.engine.subscribe((event) => {
      this.events.push(event);
      if (event.type === 'status') this.waiting.get(event.status.phase)?.();
    });
  }

  reach(phase: TrainingPhase): Promise<void> {
    return new Promise((resolve) => this.waiting.set(phase, resolve));
  }

  get faults() {
    return this.events.filter((event) => event.type === 'fault').map((event) => event.fault);
  }
}

const sessions: Session[] = [];
async function ready(): Promise<Session> {
  const session = new Session();
  sessions.push(session);
  const report = await session.engine.selectBackend('webgpu');
  expect(report.active).toBe('webgpu');
  await session.engine.setInputFormat({ height: 16, width: 16, channels: 3 });
  await session.engine.useDrawnSample(12, 1);
  await session.engine.setNetwork(smallCnn(), 1);
  return session;
}

afterEach(async () => {
  for (const { engine } of sessions.splice(0)) {
    await engine.stop();
    await engine.setNetwork(null, 0);
    await engine.clearDataset();
  }
});

describe('the engine on WebGPU', () => {
  it('trains on drawn pictures, draws its views and tells the numbers behind them', async () => {
    const { engine, events, reach, faults } = await ready();
    const session = sessions.at(-1) as Session;
    const canvas = new OffscreenCanvas(1, 1);
    const convolution = smallCnn().nodes[1]?.id ?? '';
    await engine.openView('maps', canvas, {
      content: { kind: 'featureMaps', layerId: convolution },
      layout: {
        canvasWidth: 64,
        canvasHeight: 16,
        columns: 4,
        tileWidth: 14,
        tileHeight: 14,
        gap: 2,
        first: 0,
        count: 4,
      },
      theme: 'light',
      range: 'shared',
    });
    const finished = reach.call(session, 'finished');
    await engine.train(settings());
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
    expect(faults).toEqual([]);
  });

  it('shows one tensor in many views, winners over their input, and the output as probabilities', async () => {
    const { engine, events, faults } = await ready();
    const [, convolution, pooling, , dense] = smallCnn().nodes.map(({ id }) => id);
    const open = (viewId: string, kind: 'featureMaps' | 'poolingWinners', layerId = '') =>
      engine.openView(viewId, new OffscreenCanvas(1, 1), {
        content: { kind, layerId },
        layout: {
          canvasWidth: 60,
          canvasHeight: 14,
          columns: 4,
          tileWidth: 14,
          tileHeight: 14,
          gap: 1,
          first: 0,
          count: 4,
        },
        theme: 'dark',
        range: 'each',
      });
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
    expect(faults).toEqual([]);
  });

  it('keeps the weights when the backend changes, trained or not', async () => {
    const session = await ready();
    const { engine } = session;
    const picture = new OffscreenCanvas(20, 20);
    picture.getContext('2d')?.fillRect(4, 4, 8, 12);
    const blob = await picture.convertToBlob();
    const onWebgpu = await engine.predict(blob);
    await engine.selectBackend('wasm');
    const untrained = await engine.predict(blob);
    untrained.probabilities.forEach((each, index) => {
      expect(each).toBeCloseTo(onWebgpu.probabilities[index] ?? NaN, 4);
    });
    const finished = session.reach('finished');
    await engine.train(settings({ epochs: 1, learningRate: 0.1 }));
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
    const session = await ready();
    const failed = session.reach('failed');
    await session.engine.train(settings({ epochs: 500 }));
    const device = devices.at(-1);
    const module = device?.createShaderModule({ code: 'this is not WGSL' });
    if (module !== undefined) device?.createComputePipeline({ layout: 'auto', compute: { module } });
    await failed;
    expect(session.faults).toMatchObject([
      { code: 'gpu-error', message: expect.stringContaining('refused') as string },
    ]);
    const finished = session.reach('finished');
    await session.engine.resetWeights(2);
    await session.engine.train(settings({ epochs: 1 }));
    await finished;
  });

  it('survives a lost device: tells the user, starts anew with the weights of the last epoch, and trains on', async () => {
    const session = await ready();
    const failed = session.reach('failed');
    await session.engine.train(settings({ epochs: 500 }));
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
    await session.engine.train(settings({ epochs: 1 }));
    await finished;
    const history = session.engine.history();
    expect(history.epochs).toHaveLength(1);
  });
});
