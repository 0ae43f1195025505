/** An engine as the browser tests drive it: in the page instead of its worker, on drawn pictures of 16 × 16. */
import { chain } from '../network/chain';
import type { Network } from '../network/graph';
import { trainingSettingsSchema } from '../network/recipe';
import type { TrainingSettings } from '../network/recipe';
import { ConvoscopeEngine } from './convoscopeEngine';
import { Dataset } from './data/dataset';
import { DecodePool } from './data/decodePool';
import type { BackendName, EngineEvent, Fault, TrainingPhase, ViewContent, ViewSettings } from './protocol';

const opened: EngineSession[] = [];

export class EngineSession {
  readonly events: EngineEvent[] = [];
  readonly engine = new ConvoscopeEngine(
    (emit) => new Dataset(new DecodePool(), (progress) => emit({ type: 'importProgress', progress })),
  );
  private readonly waiting = new Map<TrainingPhase, () => void>();

  constructor() {
    opened.push(this);
    this.engine.subscribe((event) => {
      this.events.push(event);
      if (event.type === 'status') this.waiting.get(event.status.phase)?.();
    });
  }

  /** Resolves when the run next comes to `phase`. */
  reach(phase: TrainingPhase): Promise<void> {
    return new Promise((resolve) => this.waiting.set(phase, resolve));
  }

  count(type: EngineEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  get faults(): readonly Fault[] {
    return this.events.filter((event) => event.type === 'fault').map((event) => event.fault);
  }
}

/** A session on `backend` with 12 cats, 12 dogs and `smallCnn`. Throws where another backend started. */
export async function startSession(backend: BackendName): Promise<EngineSession> {
  const session = new EngineSession();
  const { active } = await session.engine.selectBackend(backend);
  if (active !== backend) throw new Error(`${active} runs in place of ${backend}.`);
  await session.engine.setInputFormat({ height: 16, width: 16, channels: 3 });
  await session.engine.useSample({ name: 'catsAndDogs', imagesPerClass: 12, seed: 1 });
  await session.engine.setNetwork(smallCnn(), 1);
  return session;
}

/** Ends what the sessions of a test have left running: they share tfjs and its backend. */
export async function endSessions(): Promise<void> {
  for (const { engine } of opened.splice(0)) {
    await engine.stop();
    await engine.setNetwork(null, 0);
    await engine.clearDataset();
  }
}

/** Input, Conv2D, MaxPooling2D, Flatten, Dense: 16 × 16 × 3 in, two classes out. */
export function smallCnn(): Network {
  return chain([
    ['input', { height: 16, width: 16, channels: 3 }],
    ['conv2d', { filters: 4, activation: 'relu' }],
    ['maxPooling2d'],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
}

/** Two epochs of three batches, unless `over` says otherwise. */
export function shortRun(over: Partial<TrainingSettings> = {}): TrainingSettings {
  return { ...trainingSettingsSchema.parse({}), epochs: 2, batchSize: 8, ...over };
}

/** A view of four tiles of 14 × 14 pixels in one row. */
export function fourTiles(content: ViewContent, over: Partial<ViewSettings> = {}): ViewSettings {
  const layout = { columns: 4, tileWidth: 14, tileHeight: 14, gap: 2, first: 0, count: 4 };
  const canvas = { canvasWidth: 64, canvasHeight: 14 };
  return { content, layout: { ...layout, ...canvas }, theme: 'light', range: 'shared', ...over };
}

/** A picture with something in it. */
export async function somePicture(): Promise<Blob> {
  const picture = new OffscreenCanvas(20, 20);
  picture.getContext('2d')?.fillRect(4, 4, 8, 12);
  return picture.convertToBlob();
}
