/** The picture that all views show: chosen by the user, else the first of the data set. */
import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset';
import type { InputFormat, Probe, ProbeSource } from '../protocol';

/** Side of the probe's picture as shown to people, in pixels. */
const PROBE_SIDE = 256;

export class ProbeReader {
  private source: ProbeSource | null = null;

  /** `deliver` takes the probe's bytes [height, width, channels], or `null` when there is none. */
  constructor(
    private readonly dataset: Dataset,
    private readonly deliver: (bytes: Uint8Array | null, format: InputFormat) => void,
  ) {}

  /** Throws `bad-image` when the picture cannot be read; the last probe stays then. */
  async choose(source: ProbeSource | null): Promise<Probe | null> {
    const probe = await this.read(source);
    this.source = source;
    return probe;
  }

  /** Reads the same probe again: the input size changed, or its tensor is gone with its backend. */
  async reread(): Promise<void> {
    await this.read(this.source);
  }

  /** Pictures came or went: one chosen from among them may be another now. */
  async dataChanged(): Promise<void> {
    if (this.source?.kind === 'dataset') this.source = null;
    await this.reread();
  }

  private async read(source: ProbeSource | null): Promise<Probe | null> {
    const { dataset } = this;
    if (source?.kind === 'file') {
      const { bytes, preview } = await dataset.decodeOne(source.file);
      this.deliver(bytes, dataset.format);
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
}

/** Bytes [height, width, channels] -> float32 [1, height, width, channels] in [0, 1]. */
export function toImageTensor(bytes: Uint8Array, { height, width, channels }: InputFormat): tf.Tensor4D {
  return tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, height, width, channels],
  );
}
