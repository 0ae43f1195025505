/**
 * The engine: one object behind `protocol.ts`, made of the data set, the backend, the built network, the run
 * under way and the inspector. It decides what may happen when; the parts know nothing of each other.
 */
import * as tf from '@tensorflow/tfjs';
import type { Network } from '../network/graph';
import type { SplitSettings, TrainingSettings } from '../network/recipe';
import { Backend } from './backend/backend';
import type { Dataset } from './data/dataset';
import { EngineError, faultOf } from './failure';
import { Inspector, namesFor } from './inspection/inspector';
import { ProbeReader, toImageTensor } from './inspection/probeReader';
import { ViewPacer } from './inspection/viewPacer';
import { ViewRefresher } from './inspection/viewRefresher';
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
import { TrainingDesk } from './training/trainingDesk';

export class ConvoscopeEngine implements Engine {
  private readonly listeners: ((event: EngineEvent) => void)[] = [];
  private readonly emit = (event: EngineEvent): void => {
    for (const listener of this.listeners) listener(event);
  };
  private readonly backend = new Backend((fault) => void this.handleFault(fault));
  private readonly inspector = new Inspector(() => this.backend.gpu);
  private readonly pacer = new ViewPacer();
  private readonly refresher = new ViewRefresher(this.inspector, this.pacer, {
    // Else nothing is on screen, or it is being built anew and will ask again.
    ready: () => this.backend.started && this.network !== null && !this.recovering,
    runDraws: () => this.desk.drawsItself,
    classNames: () => namesFor(this.dataset.classNames, this.network?.classes ?? 0),
    drawn: (prediction) => {
      this.emit({ type: 'inspected', step: this.desk.stepsDone, prediction });
    },
    failed: (error) => {
      this.reportFailure(error, 'The views could not be drawn.');
    },
  });
  private readonly dataset: Dataset;
  private readonly probe: ProbeReader;
  private readonly desk: TrainingDesk;
  private network: NetworkModel | null = null;
  /** The weights to go back to when a device is lost. */
  private safeWeights: WeightSnapshot | null = null;
  private recovering = false;
  /** What changes the backend or the network waits for what did so before. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(makeDataset: (emit: (event: EngineEvent) => void) => Dataset) {
    this.dataset = makeDataset(this.emit);
    this.probe = new ProbeReader(this.dataset, (bytes, format) => {
      if (this.backend.started) this.inspector.setProbe(bytes === null ? null : toImageTensor(bytes, format));
    });
    this.desk = new TrainingDesk(
      {
        data: this.dataset,
        emit: this.emit,
        settleEveryStep: () => this.pacer.pace === 'everyStep' && this.inspector.anyOpen,
        onSettled: async (paused) => {
          if (paused || this.pacer.due(performance.now())) await this.refresher.now();
        },
        onEpoch: async () => {
          if (this.backend.mayLoseMemory) this.safeWeights = (await this.network?.snapshot()) ?? null;
        },
        backendName: () => this.backend.report.active,
      },
      () => {
        this.refresher.soon();
      },
    );
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
    this.emit({ type: 'fault', fault: faultOf(error, message) });
  }

  // ---------------------------------------------------------------- backend

  selectBackend(choice: BackendChoice): Promise<BackendReport> {
    this.desk.refuseWhileActive('change the backend');
    return this.exclusively(async () => {
      const kept = await this.network?.worthKeeping();
      return this.restart(choice, this.network, kept);
    });
  }

  memory(): MemoryReport {
    const { numTensors, numBytes } = tf.memory();
    return {
      tensors: numTensors,
      tensorBytes: numBytes,
      gpuBytes: this.backend.started ? this.backend.gpuBytes : 0,
      imageBytes: this.dataset.imageBytes,
    };
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

  listImages(query: { label: number | null; offset: number; limit: number }): readonly ImageInfo[] {
    return this.dataset.listImages(query);
  }

  thumbnails(imageIds: readonly number[], side: number): Pixels {
    return this.dataset.thumbnails(imageIds, side);
  }

  // ---------------------------------------------------------------- network

  setNetwork(network: Network | null, seed: number): Promise<void> {
    this.desk.refuseWhileActive('change the network');
    return this.exclusively(async () => {
      await this.ensureBackend();
      const kept = await this.network?.worthKeeping();
      this.takeDownNetwork();
      if (network !== null) await this.buildNetwork(network, seed, kept);
      this.refresher.soon();
    });
  }

  resetWeights(seed: number): Promise<void> {
    this.desk.refuseWhileActive('reset the weights');
    return this.exclusively(() => {
      this.network?.reset(seed);
      this.safeWeights = null;
      this.desk.forget();
      this.refresher.soon();
      return Promise.resolve();
    });
  }

  // ---------------------------------------------------------------- training

  train(settings: TrainingSettings): Promise<void> {
    return this.begin(settings, false);
  }

  async step(settings: TrainingSettings): Promise<void> {
    if (!this.desk.stepOn()) await this.begin(settings, true);
  }

  pause(): void {
    this.desk.pause();
  }

  resume(): void {
    this.desk.resume();
  }

  stop(): Promise<void> {
    return this.desk.stop();
  }

  history(): History {
    return this.desk.history;
  }

  // ---------------------------------------------------------------- inspection

  async setProbe(source: ProbeSource | null): Promise<Probe | null> {
    const probe = await this.probe.choose(source);
    this.refresher.soon();
    return probe;
  }

  async predict(image: Blob): Promise<Prediction> {
    const { network } = this;
    if (network === null)
      throw new EngineError('bad-network', 'There is no working network to ask: its cards say why.');
    await this.dataset.setInputFormat(network.input);
    const { bytes } = await this.dataset.decodeOne(image);
    const probabilities = await this.inspector.predict(network, bytes);
    return { classNames: namesFor(this.dataset.classNames, probabilities.length), probabilities };
  }

  tileInfo(content: ViewContent): TileInfo | null {
    return this.inspector.tileInfo(content);
  }

  async openView(viewId: string, canvas: OffscreenCanvas, settings: ViewSettings): Promise<void> {
    await this.exclusively(() => this.ensureBackend());
    this.inspector.open(viewId, canvas, settings);
    this.refresher.soon();
  }

  updateView(viewId: string, settings: ViewSettings): void {
    this.inspector.update(viewId, settings);
    this.refresher.soon();
  }

  closeView(viewId: string): void {
    this.inspector.close(viewId);
  }

  tileValues(viewId: string, tile: number): Promise<TileValues | null> {
    return this.inspector.tileValues(viewId, tile);
  }

  setViewPace(pace: ViewPace): void {
    this.pacer.pace = pace;
  }

  // ---------------------------------------------------------------- inside

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** Starts a backend with nothing left of the old one and builds the network again on it. */
  private async restart(
    choice: BackendChoice,
    old: NetworkModel | null,
    kept: WeightSnapshot | undefined,
  ): Promise<BackendReport> {
    this.takeDownNetwork();
    this.inspector.closeAll();
    this.inspector.setProbe(null);
    const report = await this.backend.select(choice);
    if (old !== null) await this.buildNetwork(old.network, old.seed, kept);
    await this.probe.reread();
    // Last, since on hearing it the page opens its views anew.
    this.emit({ type: 'backend', report });
    this.refresher.soon();
    return report;
  }

  private takeDownNetwork(): void {
    this.inspector.setNetwork(null);
    this.network?.dispose();
    this.network = null;
    this.backend.trim();
  }

  private async buildNetwork(
    network: Network,
    seed: number,
    kept: WeightSnapshot | undefined,
  ): Promise<void> {
    this.network = await NetworkModel.build(network, seed, kept);
    this.inspector.setNetwork(this.network);
  }

  private async changeData(change: () => Promise<DatasetSummary> | DatasetSummary): Promise<DatasetSummary> {
    this.desk.refuseWhileActive('change the pictures');
    const summary = await change();
    this.emit({ type: 'dataset', summary });
    await this.probe.dataChanged();
    this.refresher.soon();
    return summary;
  }

  private async begin(settings: TrainingSettings, onlyOneBatch: boolean): Promise<void> {
    this.desk.refuseWhileActive('start again');
    await this.exclusively(async () => {
      const { network } = this;
      if (network === null) {
        throw new EngineError('bad-network', 'The network cannot work yet: its cards say why.');
      }
      await this.setInputFormat(network.input);
      this.desk.begin(network, settings, onlyOneBatch);
    });
  }

  private async ensureBackend(): Promise<void> {
    if (!this.backend.started) this.emit({ type: 'backend', report: await this.backend.select('auto') });
  }

  /** A GPU error or a lost device: ends the run, tells the user, and makes the engine usable again. */
  private async handleFault(fault: Fault): Promise<void> {
    if (this.recovering) return;
    this.recovering = true;
    try {
      const { network } = this;
      const error = new EngineError(fault.code, fault.message, { cause: fault.detail });
      // A run that fails tells of it itself.
      if (!(await this.desk.fail(error))) this.emit({ type: 'fault', fault });
      if (fault.code === 'device-lost') {
        await this.exclusively(() => this.restart('auto', network, this.safeWeights ?? undefined));
      }
    } catch (error) {
      this.reportFailure(error, 'No backend could be started again. Reload the page.');
    } finally {
      this.recovering = false;
      this.refresher.soon();
    }
  }
}
