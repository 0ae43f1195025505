/** The pictures' bytes in a few large buffers: thousands of small arrays would cost the garbage collector more than they hold. */
import { EngineError } from '../failure';
import type { InputFormat } from '../protocol';

const chunkBytes = 16 * 2 ** 20;

/** Pictures by the number they were added under, each at the size the network takes. */
export interface PictureStore {
  readonly format: InputFormat;
  readonly allocatedBytes: number;
  /** Throws `out-of-memory`. */
  add(bytes: Uint8Array): void;
  /** [height, width, channels] of `format`; not to be written to. */
  at(index: number): Uint8Array<ArrayBuffer>;
  /** The same pictures at another size; `null` where they must be read again for that. */
  refit(format: InputFormat): PictureStore | null;
}

/** Grows by chunks of about 16 MiB; a picture is found by the number it was added under: 0, 1, 2 … */
export class PixelStore implements PictureStore {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  readonly #imagesPerChunk: number;
  #count = 0;
  /** height × width × channels. */
  readonly bytesPerImage: number;

  constructor(readonly format: InputFormat) {
    this.bytesPerImage = format.height * format.width * format.channels;
    this.#imagesPerChunk = Math.max(1, Math.floor(chunkBytes / this.bytesPerImage));
  }

  get count(): number {
    return this.#count;
  }

  get allocatedBytes(): number {
    return this.#chunks.length * this.#imagesPerChunk * this.bytesPerImage;
  }

  /** Copies `bytes` ([height, width, channels]) in; throws `out-of-memory`. */
  add(bytes: Uint8Array): void {
    if (bytes.length !== this.bytesPerImage) {
      throw new RangeError(`a picture of ${bytes.length} bytes in a store of ${this.bytesPerImage}`);
    }
    if (this.#count === this.#chunks.length * this.#imagesPerChunk) this.#chunks.push(this.#allocate());
    this.#view(this.#count).set(bytes);
    this.#count++;
  }

  /** A view, not a copy: [height, width, channels]. */
  at(index: number): Uint8Array<ArrayBuffer> {
    if (!(index >= 0 && index < this.#count))
      throw new RangeError(`no picture ${index} among ${this.#count}`);
    return this.#view(index);
  }

  refit(format: InputFormat): PixelStore | null {
    return this.#count === 0 ? new PixelStore(format) : null;
  }

  #view(index: number): Uint8Array<ArrayBuffer> {
    const chunk = this.#chunks[Math.floor(index / this.#imagesPerChunk)] as Uint8Array<ArrayBuffer>;
    const offset = (index % this.#imagesPerChunk) * this.bytesPerImage;
    return chunk.subarray(offset, offset + this.bytesPerImage);
  }

  #allocate(): Uint8Array<ArrayBuffer> {
    try {
      return new Uint8Array(this.#imagesPerChunk * this.bytesPerImage);
    } catch (error) {
      const { height, width } = this.format;
      const megabytes = Math.round((this.#count * this.bytesPerImage) / 1e6);
      throw new EngineError(
        'out-of-memory',
        `No memory left after ${this.#count} pictures of ${width}×${height} (${megabytes} MB). Choose a smaller image size, or add fewer pictures.`,
        { cause: error },
      );
    }
  }
}
