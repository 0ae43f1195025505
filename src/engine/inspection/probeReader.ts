/** The picture that all views show: chosen by the user, else the first of the data set. */
import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset';
import { convertPixels, sameFormat } from '../data/tiles';
import { EngineError } from '../failure';
import type { InputFormat, Probe, ProbeSource } from '../protocol';
import { SerialQueue } from '../serialQueue';

/** Side of the probe's picture as shown to people, in pixels. */
const PROBE_SIDE = 256;

type Choice =
  | { readonly kind: 'first' }
  | { readonly kind: 'dataset'; readonly imageId: number; readonly path: string }
  /** `bytes` [height, width, channels] as last read: the file may be gone when it is wanted again. */
  | {
      readonly kind: 'file';
      readonly file: Blob;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly format: InputFormat;
    };

export class ProbeReader {
  private choice: Choice = { kind: 'first' };
  /** Files take time to read: what was asked for last must also be delivered last. */
  private readonly queue = new SerialQueue();

  /** `deliver` takes the probe's bytes [height, width, channels], or `null` when there is none. */
  constructor(
    private readonly dataset: Dataset,
    private readonly deliver: (bytes: Uint8Array | null, format: InputFormat) => void,
  ) {}

  /** Throws `bad-image` when the picture cannot be read; the last probe stays then. */
  choose(source: ProbeSource | null): Promise<Probe | null> {
    return this.queue.run(() =>
      source?.kind === 'file' ? this.chooseFile(source.file) : Promise.resolve(this.choosePicture(source)),
    );
  }

  /**
   * Delivers the same probe again: pictures came or went, the input size changed, or the tensor went with its backend.
   * One chosen from the data set that is no longer there gives way to the first.
   */
  reread(): Promise<void> {
    return this.queue.run(async () => {
      const { dataset, choice } = this;
      if (choice.kind === 'file') {
        const { bytes, format } = await this.reformatted(choice);
        this.choice = { ...choice, bytes, format };
        this.deliver(bytes, format);
        return;
      }
      if (choice.kind === 'dataset' && this.picture(choice.imageId)?.path !== choice.path)
        this.choice = { kind: 'first' };
      const info = this.picture(this.choice.kind === 'dataset' ? this.choice.imageId : 0);
      this.deliver(info === undefined ? null : dataset.pixels(info.id), dataset.format);
    });
  }

  private async chooseFile(file: Blob): Promise<Probe> {
    const { format } = this.dataset;
    const { bytes, preview } = await this.dataset.decodeOne(file, format);
    this.choice = { kind: 'file', file, bytes, format };
    this.deliver(bytes, format);
    return { label: file instanceof File ? file.name : 'picture', truth: null, pixels: preview };
  }

  private choosePicture(source: { readonly imageId: number } | null): Probe | null {
    const { dataset } = this;
    const info = source === null ? this.picture(0) : dataset.info(source.imageId);
    this.choice =
      source === null || info === undefined
        ? { kind: 'first' }
        : { kind: 'dataset', imageId: info.id, path: info.path };
    if (info === undefined) {
      this.deliver(null, dataset.format);
      return null;
    }
    this.deliver(dataset.pixels(info.id), dataset.format);
    return {
      label: info.path,
      truth: info.label < 0 ? null : info.label,
      pixels: dataset.thumbnails([info.id], PROBE_SIDE),
    };
  }

  /** The file at the data set's size: read again where that changed, or resized from what was read where it is gone. */
  private async reformatted(
    choice: Extract<Choice, { readonly kind: 'file' }>,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly format: InputFormat }> {
    const { format } = this.dataset;
    if (sameFormat(format, choice.format)) return choice;
    try {
      return { bytes: (await this.dataset.decodeOne(choice.file, format)).bytes, format };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { bytes: convertPixels(choice.bytes, choice.format, format), format };
    }
  }

  private picture(id: number) {
    return this.dataset.listImages({ label: null, offset: id, limit: 1 })[0];
  }
}

/** Bytes [height, width, channels] -> float32 [1, height, width, channels] in [0, 1]. */
export function toImageTensor(bytes: Uint8Array, { height, width, channels }: InputFormat): tf.Tensor4D {
  return tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, height, width, channels],
  );
}
