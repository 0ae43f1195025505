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
import { FileDesk } from './files/fileDesk';
import { InspectionDesk } from './inspection/inspectionDesk';
import { namesFor } from './inspection/inspector';
import { NetworkKeeper } from './model/networkKeeper';
import type { NetworkModel } from './model/networkModel';
import { isInstant } from './model/networkSize';
import type {
  BackendChoice,
  BackendReport,
  DatasetSummary,
  Engine,
  EngineEvent,
  ImportItem,
  InputFormat,
  MemoryReport,
  Prediction,
  Sample,
  ViewPace,
  ViewSettings,
} from './protocol';
import type { RateSweep } from './protocol/learningRateFinder';
import { Recovery } from './recovery';
import { SerialQueue } from './serialQueue';
import { readyToTrain } from './training/readyToTrain';
import { TrainingDesk } from './training/trainingDesk';

export class ConvoscopeEngine implements Engine {
  private readonly listeners: ((event: EngineEvent) => void)[] = [];
  private readonly emit = (event: EngineEvent): void => {
    for (const listener of this.listeners) listener(event);
  };
  private readonly backend = new Backend((fault) => void this.recovery.handle(fault));
  private readonly dataset: Dataset;
  private readonly inspection: InspectionDesk;
  private readonly desk: TrainingDesk;
  private readonly files: FileDesk;
  private readonly keeper = new NetworkKeeper({
    changed: (network) => {
      this.inspection.views.setNetwork(network);
      if (network === null) this.backend.trim();
    },
    told: (state) => this.emit({ type: 'network', state }),
    isInstant: (network) => isInstant(network, this.backend.report),
  });
  private readonly recovery = new Recovery({
    abandonDrawing: () => this.inspection.refresher.abandon(),
    failRun: (error) => this.desk.fail(error),
    tell: (fault) => this.emit({ type: 'fault', fault }),
    startAgain: (error) =>
      this.queue.run(async () => {
        // What stood in the queue may have begun one.
        await this.desk.fail(error);
        this.keeper.abandon();
        await this.restart('auto');
      }),
    failed: (error) => this.reportFailure(error, 'No backend could be started again. Reload the page.'),
    ended: () => this.inspection.refresher.soon(),
  });
  /** What changes the backend or the network waits for what did so before. */
  private readonly queue = new SerialQueue();

  constructor(makeDataset: (emit: (event: EngineEvent) => void) => Dataset) {
    this.dataset = makeDataset(this.emit);
    this.files = new FileDesk(this.dataset, this.keeper, () => this.builtNetwork());
    this.inspection = new InspectionDesk({
      dataset: this.dataset,
      health: () => this.desk.health,
      gpu: () => this.backend.gpu,
      started: () => this.backend.started,
      recovering: () => this.recovery.underWay,
      network: () => this.keeper.network,
      runDraws: () => this.desk.drawsItself,
      drawn: (prediction) => this.emit({ type: 'inspected', step: this.desk.stepsDone, prediction }),
      progressed: (kind, share) => this.emit({ type: 'inspecting', kind, share }),
      failed: (error) => this.reportFailure(error, 'The views could not be drawn.'),
    });
    this.desk = new TrainingDesk(
      {
        data: this.dataset,
        emit: this.emit,
        pictures: (network, most) => this.inspection.pictures(network, most),
        settleEveryStep: () => this.inspection.pacer.pace === 'everyStep' && this.inspection.views.anyOpen,
        onSettled: async (paused) => {
          if (paused || this.inspection.pacer.due(performance.now())) await this.inspection.refresher.now();
        },
        onEpoch: async () => {
          if (this.backend.mayLoseMemory) await this.keeper.secure();
          await this.keeper.network?.epochDone();
        },
        backendName: () => this.backend.report.active,
      },
      () => {
        this.inspection.refresher.soon();
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
    return this.whileIdle('change the backend', async () => {
      await this.keeper.shelve();
      // What is being drawn still reads from the old one.
      await this.inspection.refresher.idle();
      try {
        return await this.restart(choice);
      } catch (error) {
        if (choice === 'auto') throw error;
        this.keeper.abandon();
        // The old one is gone, so another must take its place for the page to go on.
        await this.restart('auto');
        throw error;
      }
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

  readonly cancelImport: Engine['cancelImport'] = () => this.dataset.cancelImport();

  useSample(sample: Sample): Promise<DatasetSummary> {
    return this.changeData(() => this.dataset.useSample(sample));
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

  readonly listImages: Engine['listImages'] = (query) => this.dataset.listImages(query);

  readonly thumbnails: Engine['thumbnails'] = (ids, side) => this.dataset.thumbnails(ids, side);

  // ---------------------------------------------------------------- network

  setNetwork(network: Network | null, seed: number): Promise<void> {
    this.keeper.supersede();
    return this.whileIdle('change the network', async () => {
      await this.ensureBackend();
      await this.keeper.replace(network, seed);
      this.inspection.refresher.soon();
    });
  }

  buildNetwork(): Promise<void> {
    return this.whileIdle('change the network', async () => {
      await this.ensureBackend();
      await this.keeper.build();
      this.inspection.refresher.soon();
    });
  }

  resetWeights(seed: number): Promise<void> {
    return this.whileIdle('reset the weights', () => {
      this.keeper.reset(seed);
      this.desk.forget();
      this.inspection.refresher.soon();
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

  readonly pause: Engine['pause'] = () => this.desk.pause();

  readonly resume: Engine['resume'] = () => this.desk.resume();

  readonly stop: Engine['stop'] = () => this.desk.stop();

  readonly history: Engine['history'] = () => this.desk.history;

  async findLearningRate(settings: TrainingSettings): Promise<RateSweep> {
    // Wrapped, so that the queue does not wait for its end: whatever comes next breaks it off.
    const { ended } = await this.whileIdle('look for a learning rate', async () => ({
      ended: this.desk.findLearningRate(await this.readyToTrain(settings), settings),
    }));
    return ended;
  }

  readonly cancelLearningRateFinder: Engine['cancelLearningRateFinder'] = () => this.desk.cancelFinder();

  // ---------------------------------------------------------------- inspection

  readonly setProbe: Engine['setProbe'] = (source) => this.inspection.setProbe(source);

  readonly inspect: Engine['inspect'] = (kind, query) => this.inspection.inspect(kind, query);

  async predict(image: Blob): Promise<Prediction> {
    const network = await this.builtNetwork();
    if (network === null)
      throw new EngineError('bad-network', 'There is no working network to ask: its cards say why.');
    const { bytes } = await this.dataset.decodeOne(image, network.input);
    if (network !== this.keeper.network)
      throw new EngineError('busy', 'The network changed while the picture was read. Ask again.');
    const probabilities = await this.inspection.views.predict(network, bytes);
    return { classNames: namesFor(this.dataset.classNames, probabilities.length), probabilities };
  }

  readonly tileInfo: Engine['tileInfo'] = (content) => this.inspection.views.tileInfo(content);

  async openView(viewId: string, canvas: OffscreenCanvas, settings: ViewSettings): Promise<void> {
    // Before any wait: an update or a close that comes meanwhile must find it.
    this.inspection.views.open(viewId, canvas, settings);
    await this.queue.run(() => this.ensureBackend());
    this.inspection.refresher.soon();
  }

  updateView(viewId: string, settings: ViewSettings): void {
    this.inspection.views.update(viewId, settings);
    this.inspection.refresher.soon();
  }

  readonly closeView: Engine['closeView'] = (viewId) => this.inspection.views.close(viewId);

  readonly tileValues: Engine['tileValues'] = (viewId, tile) =>
    this.inspection.views.tileValues(viewId, tile);

  setViewPace(pace: ViewPace): void {
    this.inspection.pacer.pace = pace;
  }

  // ---------------------------------------------------------------- files

  readonly exportKeras: Engine['exportKeras'] = (settings) => this.files.exportKeras(settings);

  readonly readFile: Engine['readFile'] = (file, open) => this.files.readFile(file, open);

  readonly expectWeights: Engine['expectWeights'] = (ids) => this.files.expectWeights(ids);

  // ---------------------------------------------------------------- inside

  private async builtNetwork(): Promise<NetworkModel | null> {
    if (this.keeper.network === null) await this.queue.run(() => this.keeper.build());
    return this.keeper.network;
  }

  /** Runs `work` in its turn; throws `busy` where a run is active by then. */
  private whileIdle<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      this.desk.refuseWhileActive(what);
      await this.desk.cancelFinder();
      return work();
    });
  }

  /** Starts a backend with nothing left of the old one and builds the network again on it. Its network must be taken down before. */
  private async restart(choice: BackendChoice): Promise<BackendReport> {
    this.inspection.views.closeAll();
    this.inspection.views.setProbe(null);
    const report = await this.backend.select(choice);
    await this.keeper.buildInstant();
    await this.inspection.rereadProbe();
    // Last, since on hearing it the page opens its views anew.
    this.emit({ type: 'backend', report });
    this.inspection.refresher.soon();
    return report;
  }

  private async changeData(change: () => Promise<DatasetSummary> | DatasetSummary): Promise<DatasetSummary> {
    this.desk.refuseWhileActive('change the pictures');
    // It takes no more of the pictures from now on.
    void this.desk.cancelFinder();
    try {
      return await change();
    } finally {
      // A change that failed half-way has changed something, too.
      this.emit({ type: 'dataset', summary: this.dataset.summary() });
      await this.inspection.rereadProbe();
      this.inspection.refresher.soon();
    }
  }

  private async begin(settings: TrainingSettings, onlyOneBatch: boolean): Promise<void> {
    await this.whileIdle('start again', async () => {
      this.desk.begin(await this.readyToTrain(settings), settings, onlyOneBatch);
    });
  }

  private readyToTrain(settings: TrainingSettings): Promise<NetworkModel> {
    return readyToTrain(
      {
        keeper: this.keeper,
        report: this.backend.report,
        setInputFormat: (format) => this.setInputFormat(format),
        isReading: () => this.dataset.isReading,
      },
      settings,
    );
  }

  private async ensureBackend(): Promise<void> {
    if (!this.backend.started) this.emit({ type: 'backend', report: await this.backend.select('auto') });
  }
}
