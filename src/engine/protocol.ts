/**
 * The whole contract between the page and the engine. The engine lives in one module worker, owns the
 * GPU and every tensor; the page sees only what is typed here. `client.ts` is its page side,
 * `engine.worker.ts` its worker side.
 */
import type { ProjectImage } from '../formats/project/project';
import type { Network } from '../network/graph';
import type { SplitSettings, TrainingSettings } from '../network/recipe';
import type { EngineFiles } from './protocol/files';
import type { FilterContent } from './protocol/filters';
import type { LearningRateFinding, SweepProgress } from './protocol/learningRateFinder';
import type { TileInfo, TileValues } from './protocol/tiles';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from './protocol/inspections';

// ---------------------------------------------------------------- backends

export const backendNames = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];
export type BackendChoice = BackendName | 'auto';

export interface BackendCandidate {
  readonly name: BackendName;
  readonly available: boolean;
  /** What it is ("NVIDIA H100", "SIMD, 4 threads", "software renderer") or why it cannot be used. */
  readonly detail: string;
}

export interface BackendReport {
  readonly active: BackendName;
  readonly choice: BackendChoice;
  /** A sentence for people: which one runs and why the better ones do not. */
  readonly reason: string;
  readonly candidates: readonly BackendCandidate[];
}

export interface MemoryReport {
  readonly tensors: number;
  readonly tensorBytes: number;
  /** Bytes the backend has allocated on the GPU; 0 where there is none. */
  readonly gpuBytes: number;
  /** Bytes of decoded pictures kept in ordinary memory. */
  readonly imageBytes: number;
}

// ---------------------------------------------------------------- errors

export type EngineErrorCode =
  | 'backend-unavailable'
  | 'device-lost'
  | 'gpu-error'
  | 'out-of-memory'
  | 'no-images'
  | 'bad-network'
  | 'bad-image'
  | 'bad-file'
  | 'not-a-number'
  | 'busy'
  | 'cancelled'
  | 'internal';

/** A failure told to the user outside a call: an uncaptured GPU error, a lost device, a NaN loss. */
export interface Fault {
  readonly code: EngineErrorCode;
  /** What happened, to what, and what to do. */
  readonly message: string;
  /** The raw text for a bug report. */
  readonly detail: string;
}

// ---------------------------------------------------------------- pictures

/** A file to import. `path` is its path inside what was dropped or picked: `train/cat/7.jpg`. */
export interface ImportItem {
  readonly file: File;
  readonly path: string;
  /** Of a project: which members are images, and all that was known of them. Nothing else is read from it then. */
  readonly known?: readonly ProjectImage[];
}

/** What pictures are made into: the network's input. `channels` 1 is greyscale. */
export interface InputFormat {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

export type SplitName = 'train' | 'validation' | 'test';

export interface ClassSummary {
  readonly name: string;
  readonly count: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

export interface RejectedFile {
  readonly path: string;
  readonly reason: string;
}

export interface DatasetSummary {
  readonly images: number;
  /** Alphabetical, as Keras numbers them: index = label. */
  readonly classes: readonly ClassSummary[];
  /** Images that neither folder nor name gives a class: the user chooses. */
  readonly unlabelled: readonly ImageInfo[];
  readonly rejected: readonly RejectedFile[];
  readonly format: InputFormat;
  readonly split: SplitSettings;
  /** Whether the folders named `train`, `val` or `test` that `kind: 'folders'` needs were there. */
  readonly hasSplitFolders: boolean;
  readonly source: 'none' | 'files' | Sample['name'];
}

/** Pictures that Convoscope brings along. */
export type Sample =
  | { readonly name: 'catsAndDogs'; readonly imagesPerClass: number; readonly seed: number }
  /** 12,000 of MNIST, fetched when asked for. */
  | { readonly name: 'digits' };

export interface ImageInfo {
  readonly id: number;
  readonly path: string;
  /** Index into `DatasetSummary.classes`; -1 while unlabelled. */
  readonly label: number;
  readonly split: SplitName;
}

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  readonly rejected: number;
  /** False once the import ended or was cancelled. */
  readonly active: boolean;
}

/** Pixels ready for `putImageData`: RGBA, 8 bits, row-major. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

// ---------------------------------------------------------------- network

/** How far the network asked for has come. `waiting`: it is too large to be built unasked. `none`: it cannot be built. */
export type BuildState = 'none' | 'waiting' | 'building' | 'built';

// ---------------------------------------------------------------- training

export type TrainingPhase =
  'idle' | 'preparing' | 'running' | 'pausing' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface TrainingStatus {
  readonly phase: TrainingPhase;
  /** 1-based; 0 before the first. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done in this epoch. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly imagesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly backend: BackendName;
}

export interface BatchPoint {
  /** Steps since training began, 1-based. */
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface EpochPoint {
  readonly epoch: number;
  /** The step it ended at, so that batch and epoch share an axis. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** `null` where there are no validation images, or Stop came while they were evaluated. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly durationMs: number;
}

export interface History {
  readonly batches: readonly BatchPoint[];
  readonly epochs: readonly EpochPoint[];
}

export interface EvaluationResult {
  readonly split: 'validation' | 'test' | 'train';
  /** The epoch it follows, 1-based: a run stopped within the next one has trained on since. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly classNames: readonly string[];
  /** `confusion[truth][predicted]`, counts. */
  readonly confusion: readonly (readonly number[])[];
}

// ---------------------------------------------------------------- inspection

export type ProbeSource =
  { readonly kind: 'dataset'; readonly imageId: number } | { readonly kind: 'file'; readonly file: Blob };

export interface Probe {
  readonly label: string;
  /** Class index if known. */
  readonly truth: number | null;
  readonly pixels: Pixels;
}

export interface Prediction {
  readonly classNames: readonly string[];
  /** One probability a class, adding up to 1. */
  readonly probabilities: readonly number[];
}

/**
 * What a view shows. Every view is a grid of tiles on one canvas:
 * - `featureMaps`: a tile a channel of the layer's output for the probe (dense outputs: one tile of cells);
 * - `filters`: a tile a filter of a convolution; `inputChannel: null` draws the first layer in colour;
 * - `poolingWinners`: the pooling layer's input maps with the cells that win a window bright.
 */
export type ViewContent =
  | { readonly kind: 'featureMaps'; readonly layerId: string }
  | FilterContent
  | { readonly kind: 'poolingWinners'; readonly layerId: string };

/** Where tiles lie, in device pixels of the canvas. Tiles beyond `count` are not drawn. */
export interface ViewLayout {
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly gap: number;
  /** First place to draw (for scrolling through many). */
  readonly first: number;
  readonly count: number;
}

export interface ViewSettings {
  readonly content: ViewContent;
  readonly layout: ViewLayout;
  readonly theme: 'light' | 'dark';
  /** One colour range for all tiles, or each its own. */
  readonly range: 'shared' | 'each';
  /** Which tile is drawn at each place; left out where each is at its own. A place of a tile that is not there stays empty. */
  readonly order?: readonly number[];
}

/**
 * How often views refresh while training runs: `live` spends at most a tenth of the training time on them,
 * `everyStep` draws after each batch whatever it costs, `off` only when paused.
 */
export const viewPaces = ['everyStep', 'live', 'everySecond', 'everyTenSeconds', 'off'] as const;
export type ViewPace = (typeof viewPaces)[number];

// ---------------------------------------------------------------- events

export type EngineEvent =
  | { readonly type: 'backend'; readonly report: BackendReport }
  | { readonly type: 'network'; readonly state: BuildState }
  | { readonly type: 'importProgress'; readonly progress: ImportProgress }
  | { readonly type: 'dataset'; readonly summary: DatasetSummary }
  | { readonly type: 'status'; readonly status: TrainingStatus }
  | { readonly type: 'batches'; readonly points: readonly BatchPoint[] }
  | { readonly type: 'epoch'; readonly point: EpochPoint }
  | { readonly type: 'historyCleared' }
  | { readonly type: 'rateSweep'; readonly progress: SweepProgress }
  | { readonly type: 'evaluation'; readonly result: EvaluationResult | null }
  /** All open views were drawn again; `prediction` is `null` when there is no probe or no trained head. */
  | { readonly type: 'inspected'; readonly step: number; readonly prediction: Prediction | null }
  /** How much of the answer to a long question is there, from 0 to 1. */
  | { readonly type: 'inspecting'; readonly kind: InspectionKind; readonly share: number }
  | { readonly type: 'fault'; readonly fault: Fault };

// ---------------------------------------------------------------- the engine

export interface Engine extends EngineFiles, LearningRateFinding {
  /** Calls `listener` with every event from now on. */
  subscribe(listener: (event: EngineEvent) => void): void;

  /** Starts the best backend, or the chosen one; throws `backend-unavailable`. */
  selectBackend(choice: BackendChoice): Promise<BackendReport>;
  memory(): MemoryReport;

  /** Adds pictures (also out of `.zip`s); in turn, after what is being read now. Ends normally when cancelled: what was read stays. */
  importImages(items: readonly ImportItem[]): Promise<DatasetSummary>;
  cancelImport(): Promise<void>;
  /** Replaces the data set with a sample. What is kept when it cannot be had: the old data set. Throws `bad-image`. */
  useSample(sample: Sample): Promise<DatasetSummary>;
  /** Makes all pictures the new size, reading them again where they are photos or drawings; a no-op when nothing changes. */
  setInputFormat(format: InputFormat): Promise<DatasetSummary>;
  setSplit(split: SplitSettings, seed: number): Promise<DatasetSummary>;
  assignClass(imageIds: readonly number[], className: string): Promise<DatasetSummary>;
  clearDataset(): Promise<DatasetSummary>;
  /** Up to `limit` images from `offset` on, of one class or all, in id order. */
  listImages(query: {
    readonly label: number | null;
    readonly offset: number;
    readonly limit: number;
  }): readonly ImageInfo[];
  /** One square tile per id, side by side in one row. */
  thumbnails(imageIds: readonly number[], side: number): Pixels;

  /**
   * Takes over the network (which must be free of errors) and builds it, unless it is so large that nobody would wait for
   * that at every edit. Weights of layers whose id and shapes stay are kept; others start from `seed`. `null` takes it
   * down. A network that is still being built gives way to it. Throws `out-of-memory`.
   */
  setNetwork(network: Network | null, seed: number): Promise<void>;
  /** Builds the network however large it is; training and `predict` do so by themselves. Throws `out-of-memory`. */
  buildNetwork(): Promise<void>;
  resetWeights(seed: number): Promise<void>;

  /** Starts a run from the current weights; resolves when it has begun. History starts anew. Throws `out-of-memory` where it cannot fit. */
  train(settings: TrainingSettings): Promise<void>;
  pause(): void;
  resume(): void;
  /** One batch, then paused; begins a run if none is under way. */
  step(settings: TrainingSettings): Promise<void>;
  /** Ends the run; weights stay. */
  stop(): Promise<void>;
  history(): History;

  /** The picture that all views show; `null` picks the first of the data set. */
  setProbe(source: ProbeSource | null): Promise<Probe | null>;
  predict(image: Blob): Promise<Prediction>;
  /**
   * Answers a question about the inside of the network as it is now, also while training runs. Throws `bad-network` while
   * none is built, `no-images` where a picture is needed, `cancelled` where the network went or the same was asked anew.
   */
  inspect<Kind extends InspectionKind>(
    kind: Kind,
    query: InspectionQuery<Kind>,
  ): Promise<InspectionAnswer<Kind>>;
  tileInfo(content: ViewContent): TileInfo | null;
  /** Takes over the canvas and draws into it at every refresh until closed. */
  openView(viewId: string, canvas: OffscreenCanvas, settings: ViewSettings): Promise<void>;
  updateView(viewId: string, settings: ViewSettings): void;
  closeView(viewId: string): void;
  /** `null` when nothing was drawn yet. */
  tileValues(viewId: string, tile: number): Promise<TileValues | null>;
  setViewPace(pace: ViewPace): void;
}
