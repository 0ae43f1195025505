/**
 * The engine: one object behind `protocol.ts`, made of the data set, the backend, the built network, the run
 * under way and the inspector. It decides what may happen when; the parts know nothing of each other.
 */
import * as tf from '@tensorflow/tfjs';
import type { Network } from '../network/graph';
import type { SplitSettings, TrainingSettings } from '../network/recipe';
import { Backend } from './backend/backend';
import type { Dataset } from './data/dataset';
import { EngineError } from './failure';
import { Inspector } from './inspection/inspector';
import { ViewPacer } from './inspection/viewPacer';
import { NetworkModel } from './model/networkModel';
import type { WeightSnapshot } from './model/networkModel';
import type {
  BackendChoice,
  BackendReport,
  DatasetSummary,
  Engine,
  EngineEvent,
  Fault,
  History,
  ImageInfo,
  ImportItem,
  InputFormat,
  MemoryReport,
  Pixels,
  Prediction,
  Probe,
  ProbeSource,
  TileInfo,
  TileValues,
  ViewContent,
  ViewPace,
  ViewSettings,
} from './protocol';
import { awaitDeviceNews, breathe } from './training/breathe';
import { TrainingRun } from './training/trainer';

/** Side of the probe's picture as shown to people, in pixels. */
const PROBE_SIDE = 256;

export class ConvoscopeEngine implements Engine {
  private readonly listeners: ((event: EngineEvent) => void)[] = [];
  private readonly backend = new Backend((fault) => void this.handleFault(fault));
  private readonly inspector = new Inspector(() => this.backend.gpu);
  private readonly pacer = new ViewPacer();
  private readonly dataset: Dataset;
  private network: NetworkModel | null = null;
  private run: TrainingRun | null = null;
  private lastHistory: History = { batches: [], epochs: [] };
  /** The weights to go back to when a device is lost. */
  private safeWeights: WeightSnapshot | null = null;
  private probeSource: ProbeSource | null = null;
  private refreshing: Promise<void> | null = null;
  private refreshAgain = false;
  private recovering = false;
  /** What changes the backend or the network waits for what did so before. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(makeDataset: (emit: (event: EngineEvent) => void) => Dataset) {
    this.dataset = makeDataset((event) => {
      this.emit(event);
    });
  }

  subscribe(listener: (event: EngineEvent) => void): void {
    this.listeners.push(listener);
    if (this.backend.started) listener({ type: 'backend', report: this.backend.report });
  }

  /** Tells the page of a failure that no call is waiting for. */
  reportFailure(
    error: unknown,
    message = 'Something in the engine failed; the last action may not have worked.',
  ): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const code = error instanceof EngineError ? error.code : 'internal';
    this.emit({
      type: 'fault',
      fault: { code, message: error instanceof EngineError ? error.message : message, detail },
    });
  }

  // ---------------------------------------------------------------- backend

  selectBackend(choice: BackendChoice): Promise<BackendReport> {
    this.refuseWhileTraining('change the backend');
    return this.exclusively(async () => {
      const network = this.network;
      const kept = network?.trained === true ? await network.snapshot() : new Map<string, never>();
      return this.restart(choice, network?.network ?? null, kept, 0);
    });
  }

  memory(): Promise<MemoryReport> {
    const { numTensors, numBytes } = tf.memory();
    return Promise.resolve({
      tensors: numTensors,
      tensorBytes: numBytes,
      gpuBytes: this.backend.started ? this.backend.gpuBytes : 0,
      imageBytes: this.dataset.imageBytes,
    });
  }

  // ---------------------------------------------------------------- pictures

  importImages(items: readonly ImportItem[]): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.importImages(items));
  }

  cancelImport(): Promise<void> {
    return this.dataset.cancelImport();
  }

  useDrawnSample(imagesPerClass: number, seed: number): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.useDrawnSample(imagesPerClass, seed));
  }

  setInputFormat(format: InputFormat): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.setInputFormat(format));
  }

  setSplit(split: SplitSettings, seed: number): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.setSplit(split, seed));
  }

  assignClass(imageIds: readonly number[], className: string): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.assignClass(imageIds, className));
  }

  clearDataset(): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.clear());
  }

  listImages(query: { label: number | null; offset: number; limit: number }): Promise<readonly ImageInfo[]> {
    return Promise.resolve(this.dataset.listImages(query));
  }

  thumbnails(imageIds: readonly number[], side: number): Promise<Pixels> {
    return Promise.resolve(this.dataset.thumbnails(imageIds, side));
  }

  // ---------------------------------------------------------------- network

  setNetwork(network: Network | null, seed: number): Promise<void> {
    this.refuseWhileTraining('change the network');
    return this.exclusively(async () => {
      await this.ensureBackend();
      const old = this.network;
      const kept = old?.trained === true ? await old.snapshot() : new Map<string, never>();
      this.takeDownNetwork();
      if (network !== null) await this.buildNetwork(network, seed, kept);
      this.refreshSoon();
    });
  }

  resetWeights(seed: number): Promise<void> {
    this.refuseWhileTraining('reset the weights');
    return this.exclusively(() => {
      this.network?.reset(seed);
      this.safeWeights = null;
      this.clearHistory();
      this.refreshSoon();
      return Promise.resolve();
    });
  }

  // ---------------------------------------------------------------- training

  train(settings: TrainingSettings): Promise<void> {
    return this.begin(settings, false);
  }

  async step(settings: TrainingSettings): Promise<void> {
    if (this.run?.active === true) this.run.resume(1);
    else await this.begin(settings, true);
  }

  pause(): Promise<void> {
    this.run?.pause();
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.run?.resume();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.run?.stop();
    await this.run?.ended;
  }

  history(): Promise<History> {
    return Promise.resolve(this.run?.history ?? this.lastHistory);
  }

  // ---------------------------------------------------------------- inspection

  async setProbe(source: ProbeSource | null): Promise<Probe | null> {
    const probe = await this.readProbe(source);
    this.probeSource = source;
    this.refreshSoon();
    return probe;
  }

  async predict(image: Blob): Promise<Prediction> {
    const { network } = this;
    if (network === null)
      throw new EngineError('bad-network', 'There is no working network to ask: its cards say why.');
    await this.dataset.setInputFormat(network.input);
    const { bytes } = await this.dataset.decodeOne(image);
    const tensor = toTensor(bytes, network.input);
    try {
      const probabilities = await this.inspector.predict(network, tensor);
      return { classNames: this.namesFor(probabilities.length), probabilities };
    } finally {
      tensor.dispose();
    }
  }

  tileInfo(content: ViewContent): Promise<TileInfo | null> {
    return Promise.resolve(this.inspector.tileInfo(content));
  }

  async openView(viewId: string, canvas: OffscreenCanvas, settings: ViewSettings): Promise<void> {
    await this.exclusively(() => this.ensureBackend());
    this.inspector.open(viewId, canvas, settings);
    this.refreshSoon();
  }

  updateView(viewId: string, settings: ViewSettings): Promise<void> {
    this.inspector.update(viewId, settings);
    this.refreshSoon();
    return Promise.resolve();
  }

  closeView(viewId: string): Promise<void> {
    this.inspector.close(viewId);
    return Promise.resolve();
  }

  tileValues(viewId: string, tile: number): Promise<TileValues | null> {
    return this.inspector.tileValues(viewId, tile);
  }

  setViewPace(pace: ViewPace): Promise<void> {
    this.pacer.pace = pace;
    return Promise.resolve();
  }

  // ---------------------------------------------------------------- inside

  private emit(event: EngineEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private refuseWhileTraining(what: string): void {
    if (this.run?.active === true) throw new EngineError('busy', `Stop training before you ${what}.`);
  }

  private async ensureBackend(): Promise<void> {
    if (!this.backend.started) this.emit({ type: 'backend', report: await this.backend.select('auto') });
  }

  /** Starts a backend with nothing left of the old one and builds the network again on it. */
  private async restart(
    choice: BackendChoice,
    network: Network | null,
    kept: WeightSnapshot,
    seed: number,
  ): Promise<BackendReport> {
    this.takeDownNetwork();
    this.inspector.closeAll();
    this.inspector.setProbe(null);
    const report = await this.backend.select(choice);
    if (network !== null) await this.buildNetwork(network, seed, kept);
    await this.readProbe(this.probeSource);
    // Last, since on hearing it the page opens its views anew.
    this.emit({ type: 'backend', report });
    return report;
  }

  private takeDownNetwork(): void {
    this.inspector.setNetwork(null);
    this.network?.dispose();
    this.network = null;
    this.backend.trim();
  }

  private async buildNetwork(network: Network, seed: number, kept: WeightSnapshot): Promise<void> {
    this.network = await NetworkModel.build(network, seed, kept);
    this.inspector.setNetwork(this.network);
  }

  private async changeData(change: () => Promise<DatasetSummary> | DatasetSummary): Promise<DatasetSummary> {
    this.refuseWhileTraining('change the pictures');
    const summary = await change();
    this.emit({ type: 'dataset', summary });
    if (this.probeSource?.kind !== 'file') this.probeSource = null;
    await this.readProbe(this.probeSource);
    this.refreshSoon();
    return summary;
  }

  private async begin(settings: TrainingSettings, onlyOneBatch: boolean): Promise<void> {
    this.refuseWhileTraining('start again');
    await this.exclusively(async () => {
      const { network } = this;
      if (network === null)
        throw new EngineError('bad-network', 'The network cannot work yet: its cards say why.');
      const classes = this.dataset.classNames.length;
      if (classes > 0 && classes !== network.classes) {
        throw new EngineError(
          'bad-network',
          `The pictures have ${String(classes)} classes but the network ends with ${String(network.classes)} units: make them equal.`,
        );
      }
      await this.dataset.setInputFormat(network.input);
      if (!network.trained) network.reset(settings.seed);
      this.clearHistory();
      this.run = new TrainingRun(network, settings, this.surroundings(), onlyOneBatch);
      void this.run.ended.then(() => {
        this.refreshSoon();
      });
    });
  }

  private surroundings(): ConstructorParameters<typeof TrainingRun>[2] {
    return {
      data: this.dataset,
      emit: (event) => {
        this.emit(event);
      },
      settleEveryStep: () => this.pacer.pace === 'everyStep' && this.inspector.anyOpen,
      onSettled: async (paused) => {
        if (paused || this.pacer.due(performance.now())) await this.refresh();
      },
      onEpoch: async () => {
        if (this.backend.mayLoseMemory) this.safeWeights = (await this.network?.snapshot()) ?? null;
      },
      backendName: () => this.backend.report.active,
    };
  }

  private clearHistory(): void {
    this.run = null;
    this.lastHistory = { batches: [], epochs: [] };
    this.emit({ type: 'historyCleared' });
    this.emit({ type: 'evaluation', result: null });
  }

  /** Reads the probe at the network's input size and hands it to the inspector. */
  private async readProbe(source: ProbeSource | null): Promise<Probe | null> {
    const { dataset } = this;
    if (source?.kind === 'file') {
      const { bytes, preview } = await dataset.decodeOne(source.file);
      this.giveProbe(bytes, dataset.format);
      return {
        label: source.file instanceof File ? source.file.name : 'picture',
        truth: null,
        pixels: preview,
      };
    }
    const info =
      source === null
        ? dataset.listImages({ label: null, offset: 0, limit: 1 })[0]
        : dataset.info(source.imageId);
    if (info === undefined) {
      this.inspector.setProbe(null);
      return null;
    }
    this.giveProbe(dataset.pixels(info.id), dataset.format);
    return {
      label: info.path,
      truth: info.label < 0 ? null : info.label,
      pixels: dataset.thumbnails([info.id], PROBE_SIDE),
    };
  }

  private giveProbe(bytes: Uint8Array, format: InputFormat): void {
    if (this.backend.started) this.inspector.setProbe(toTensor(bytes, format));
  }

  private namesFor(classes: number): readonly string[] {
    const names = this.dataset.classNames;
    return names.length === classes
      ? names
      : Array.from({ length: classes }, (_, index) => `class ${String(index)}`);
  }

  /** Draws soon, once for many reasons; while training runs, at the next pause between batches. */
  private refreshSoon(): void {
    if (this.run?.drawsItself === true) this.pacer.ask();
    else void this.refresh();
  }

  private async refresh(): Promise<void> {
    this.refreshAgain = true;
    this.refreshing ??= this.refreshUntilDone().finally(() => (this.refreshing = null));
    await this.refreshing;
  }

  private async refreshUntilDone(): Promise<void> {
    while (this.refreshAgain) {
      await breathe();
      this.refreshAgain = false;
      // Nothing is on screen, or it is being built anew and will ask again.
      if (!this.backend.started || this.network === null || this.recovering) return;
      const startedMs = performance.now();
      try {
        const prediction = await this.inspector.refresh(this.namesFor(this.network.classes));
        this.emit({ type: 'inspected', step: this.run?.stepsDone ?? 0, prediction });
      } catch (error) {
        await awaitDeviceNews();
        if (this.recovering) return;
        this.reportFailure(error, 'The views could not be drawn.');
      }
      this.pacer.drew(startedMs, performance.now());
    }
  }

  /** A GPU error or a lost device: ends the run, tells the user, and makes the engine usable again. */
  private async handleFault(fault: Fault): Promise<void> {
    if (this.recovering) return;
    this.recovering = true;
    try {
      const { run } = this;
      const network = this.network?.network ?? null;
      if (run?.active === true) {
        run.fail(new EngineError(fault.code, fault.message, { cause: fault.detail }));
        await run.ended;
      } else {
        this.emit({ type: 'fault', fault });
      }
      if (fault.code === 'device-lost') {
        const kept = this.safeWeights ?? new Map<string, never>();
        await this.exclusively(() => this.restart('auto', network, kept, 0));
      }
    } catch (error) {
      this.reportFailure(error, 'No backend could be started again. Reload the page.');
    } finally {
      this.recovering = false;
      this.refreshSoon();
    }
  }
}

/** Bytes [height, width, channels] -> float32 [1, height, width, channels] in [0, 1]. */
function toTensor(bytes: Uint8Array, { height, width, channels }: InputFormat): tf.Tensor4D {
  return tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, height, width, channels],
  );
}
