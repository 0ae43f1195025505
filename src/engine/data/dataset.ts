/**
 * The data set: the pictures' bytes at the network's input size, their classes and their split. It is the data part
 * of `Engine` (`protocol.ts`) and what the training loop draws its batches from.
 */
import type { SplitSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import type {
  DatasetSummary,
  ImageInfo,
  ImportItem,
  ImportProgress,
  InputFormat,
  Pixels,
  RejectedFile,
  Sample,
  SplitName,
} from '../protocol';
import { findCandidates, type Candidate } from './candidates';
import { decodeInOrder } from './decodeInOrder';
import { loadDigits, type DigitImage } from './digits/digitImages';
import { DigitStore } from './digits/digitStore';
import { drawnRecords } from './drawnRecords';
import { ImageRejection, type DecodedImage, type Decoder } from './imageSource';
import { ImageTable, type ImageRecord } from './imageTable';
import { PixelStore, type PictureStore } from './pixelStore';
import { Progress } from './progress';
import { Reading } from './reading';
import { convertPixels, sameFormat, tileRow } from './tiles';

/** Pixels of the longer side of a probe's preview. */
const previewSide = 512;

const articleFormat: InputFormat = { height: 128, width: 128, channels: 3 };

/** Pictures of one batch. */
export interface Batch {
  /** [n, height, width, channels], 0–255. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** [n], class indices. */
  readonly labels: Int32Array<ArrayBuffer>;
}

type Source = DatasetSummary['source'];

export class Dataset {
  readonly #table = new ImageTable();
  readonly #rejected = new Map<string, string>();
  #store: PictureStore = new PixelStore(articleFormat);
  #source: Source = 'none';
  readonly #reading = new Reading();
  #wantedFormat = articleFormat;

  /**
   * `onProgress` is called about ten times a second while pictures are read, and once at the end. `loadSample` gives the
   * digits.
   */
  constructor(
    private readonly decoder: Decoder,
    private readonly onProgress: (progress: ImportProgress) => void,
    private readonly loadSample: () => Promise<readonly DigitImage[]> = loadDigits,
  ) {}

  // ------------------------------------------------------------ for the training loop

  get format(): InputFormat {
    return this.#store.format;
  }

  get classNames(): readonly string[] {
    return this.#table.classes.map(({ name }) => name);
  }

  /** Bytes held for pictures. */
  get imageBytes(): number {
    return this.#store.allocatedBytes;
  }

  /** Ids of the labelled pictures of a split, in an order that does not depend on how they were added. */
  indices(split: SplitName): readonly number[] {
    return this.#table.indices(split);
  }

  /** Throws `bad-image` for an id that is not there. */
  info(id: number): ImageInfo {
    const info = this.#table.infos[id];
    if (info === undefined)
      throw new EngineError('bad-image', `There is no picture number ${id} in the data set.`);
    return info;
  }

  /** In id order. */
  get records(): readonly ImageRecord[] {
    return this.#table.records;
  }

  /** Class index; -1 while unlabelled. */
  label(id: number): number {
    return this.info(id).label;
  }

  /** [height, width, channels], 0–255; not to be written to. Valid until the next change of format or `clear`. */
  pixels(id: number): Uint8Array<ArrayBuffer> {
    this.info(id);
    return this.#store.at(id);
  }

  /** Copies the pictures side by side into one batch. */
  batch(ids: readonly number[]): Batch {
    const { height, width, channels } = this.format;
    const bytesPerImage = height * width * channels;
    const bytes = new Uint8Array(ids.length * bytesPerImage);
    ids.forEach((id, i) => bytes.set(this.pixels(id), i * bytesPerImage));
    return { bytes, labels: Int32Array.from(ids, (id) => this.label(id)) };
  }

  /** Whether pictures are being read now. */
  get isReading(): boolean {
    return this.#reading.kind !== null;
  }

  /** Reads one picture that is not part of the data set; throws `bad-image`. */
  async decodeOne(
    blob: Blob,
    format: InputFormat,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly preview: Pixels }> {
    try {
      const { bytes, preview } = await this.decoder.decode({ kind: 'file', blob }, format, previewSide);
      if (preview === null) throw new Error('the decoder left the preview out');
      return { bytes, preview };
    } catch (error) {
      if (!(error instanceof ImageRejection)) throw error;
      throw new EngineError('bad-image', `This picture cannot be read: ${error.message}`, { cause: error });
    }
  }

  // ------------------------------------------------------------ the data part of `Engine`

  summary(): DatasetSummary {
    const infos = this.#table.infos;
    return {
      images: infos.length,
      classes: this.#table.classes,
      unlabelled: infos.filter(({ label }) => label < 0),
      rejected: Array.from(this.#rejected, ([path, reason]): RejectedFile => ({ path, reason })),
      format: this.format,
      split: this.#table.split,
      hasSplitFolders: this.#table.hasSplitFolders,
      source: this.#source,
    };
  }

  /** See `Engine.importImages`. Photos and a sample never mix: the first photo that can be read replaces it. */
  importImages(items: readonly ImportItem[]): Promise<DatasetSummary> {
    return this.#reading.run('import', async (signal) => {
      if (signal.aborted) return this.summary();
      const progress = new Progress(items.length, this.onProgress);
      try {
        const { candidates, rejected } = await findCandidates(items);
        for (const { path, reason } of rejected) this.#reject(path, reason, progress);
        progress.total = candidates.length + rejected.length;
        const seen = new Set<string>();
        const fresh = candidates.filter((candidate) => !this.#rejectKnown(candidate, seen, progress));
        await decodeInOrder(this.decoder, fresh, this.format, signal, (candidate, outcome) => {
          if (outcome instanceof ImageRejection) this.#reject(candidate.path, outcome.message, progress);
          else this.#add(candidate, outcome, 'files', progress);
        });
      } finally {
        progress.end();
      }
      return this.summary();
    });
  }

  /** Ends a reading that is under way and drops those that wait; what was read stays. A change of format is taken back. */
  async cancelImport(): Promise<void> {
    this.#reading.abort();
    await this.#reading.idle();
  }

  /** See `Engine.useSample`. */
  useSample(sample: Sample): Promise<DatasetSummary> {
    return this.#reading.run('sample', async (signal) => {
      if (!signal.aborted) await (sample.name === 'digits' ? this.#takeDigits() : this.#draw(sample, signal));
      return this.summary();
    });
  }

  /**
   * See `Engine.setInputFormat`. Waits for an import to end; replaces a change of format that is under way, whose
   * call then answers with the data set as it is. Pictures whose file is gone are resized from the bytes kept.
   * Throws `cancelled` (the old size stays) and `out-of-memory`.
   */
  async setInputFormat(format: InputFormat): Promise<DatasetSummary> {
    this.#wantedFormat = format;
    this.#reading.abortReread();
    await this.#reading.idle();
    if (this.#wantedFormat !== format || sameFormat(format, this.format)) return this.summary();
    const refitted = this.#store.refit(format);
    if (refitted !== null) {
      this.#store = refitted;
      return this.summary();
    }
    return this.#reading.run('reread', async (signal) => {
      const store = new PixelStore(format);
      const progress = new Progress(this.#table.count, this.onProgress);
      let id = 0;
      try {
        await decodeInOrder(this.decoder, this.#table.records, format, signal, (_record, outcome) => {
          const kept = (): Uint8Array => convertPixels(this.#store.at(id), this.format, format);
          store.add(outcome instanceof ImageRejection ? kept() : outcome.bytes);
          id++;
          progress.advance();
        });
      } finally {
        progress.end();
      }
      if (!signal.aborted) this.#store = store;
      else if (this.#wantedFormat === format)
        throw new EngineError('cancelled', 'The old image size was kept.');
      return this.summary();
    });
  }

  setSplit(split: SplitSettings, seed: number): DatasetSummary {
    this.#table.setSplit(split, seed);
    return this.summary();
  }

  /** Throws `bad-image` for an id that is not there or a name of blanks. */
  assignClass(imageIds: readonly number[], className: string): DatasetSummary {
    const name = className.trim();
    if (name === '') throw new EngineError('bad-image', 'A class needs a name.');
    for (const id of imageIds) this.info(id);
    this.#table.assignClass(imageIds, name);
    return this.summary();
  }

  /** Also ends a reading that is under way. */
  async clear(): Promise<DatasetSummary> {
    await this.cancelImport();
    this.#clear();
    return this.summary();
  }

  /** See `Engine.listImages`. */
  listImages(query: {
    readonly label: number | null;
    readonly offset: number;
    readonly limit: number;
  }): readonly ImageInfo[] {
    const { label, offset, limit } = query;
    const infos = this.#table.infos;
    const chosen = label === null ? infos : infos.filter((info) => info.label === label);
    return chosen.slice(offset, offset + limit);
  }

  /** One square tile per id, side by side in one row, as the network sees the pictures. */
  thumbnails(imageIds: readonly number[], side: number): Pixels {
    return tileRow(
      imageIds.map((id) => this.pixels(id)),
      this.format,
      side,
    );
  }

  dispose(): void {
    this.#reading.abort();
    this.decoder.dispose();
  }

  // ------------------------------------------------------------ inside

  async #draw(
    { name, imagesPerClass, seed }: Extract<Sample, { readonly name: 'catsAndDogs' }>,
    signal: AbortSignal,
  ): Promise<void> {
    this.#clear();
    const drawings = drawnRecords(imagesPerClass, seed);
    const progress = new Progress(drawings.length, this.onProgress);
    try {
      await decodeInOrder(this.decoder, drawings, this.format, signal, (drawing, outcome) => {
        if (outcome instanceof ImageRejection) this.#reject(drawing.path, outcome.message, progress);
        else this.#add(drawing, outcome, name, progress);
      });
    } finally {
      progress.end();
    }
  }

  /** The old pictures stay until the digits are there. */
  async #takeDigits(): Promise<void> {
    const digits = await this.loadSample();
    this.#clear();
    const progress = new Progress(digits.length, this.onProgress);
    for (const { record, bytes } of digits) this.#add(record, { bytes }, 'digits', progress);
    progress.end();
  }

  #add(
    record: ImageRecord,
    { bytes }: Pick<DecodedImage, 'bytes'>,
    source: Source,
    progress: Progress,
  ): void {
    if (this.#source !== source) this.#clearImages(source);
    this.#store.add(bytes);
    this.#table.add(record);
    progress.advance();
  }

  #reject(path: string, reason: string, progress: Progress): void {
    this.#rejected.set(path, reason);
    progress.reject();
  }

  /** Twice in one import counts too: the second one meets the first in the table only if it can be read. */
  #rejectKnown({ key, path }: Candidate, seen: Set<string>, progress: Progress): boolean {
    if (!this.#table.has(key) && !seen.has(key)) {
      seen.add(key);
      return false;
    }
    this.#reject(path, 'this file is already in the data set.', progress);
    return true;
  }

  #clear(): void {
    this.#clearImages();
    this.#rejected.clear();
  }

  /** What comes next is of `source`. */
  #clearImages(source: Source = 'none'): void {
    this.#table.clear();
    this.#store = source === 'digits' ? new DigitStore(this.format) : new PixelStore(this.format);
    this.#source = source;
  }
}
