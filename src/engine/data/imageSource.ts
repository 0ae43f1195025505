/**
 * Where a picture comes from, and what reads it. A source is a handle, never the bytes: a `File` on disk, a
 * slice of a `.zip` on disk, or the recipe of a drawing. So pictures can be read again at any size.
 */
import type { InputFormat, Pixels } from '../protocol';

export type Species = 'cat' | 'dog';

/** One file inside a `.zip`: `blob` is the archive from its local header on, at least to its last byte. */
export interface ZipEntry {
  /** Folders and name inside the archive. */
  readonly path: string;
  readonly blob: Blob;
  readonly compression: 'stored' | 'deflate';
  readonly compressedBytes: number;
  /** Uncompressed size, as the archive's directory says. */
  readonly sizeBytes: number;
  readonly crc32: number;
}

export type ImageSource =
  | { readonly kind: 'file'; readonly blob: Blob }
  | { readonly kind: 'zipEntry'; readonly entry: ZipEntry }
  | { readonly kind: 'drawn'; readonly species: Species; readonly seed: number; readonly index: number };

export interface DecodedImage {
  /** [height, width, channels] of the format asked for. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The picture in its own proportions, its longer side at most the side asked for; `null` when not asked for. */
  readonly preview: Pixels | null;
}

/** Why a picture was refused; `message` completes the sentence "`name`: …" for people. */
export class ImageRejection extends Error {
  override readonly name = 'ImageRejection';
}

/** Reads pictures. `decode` rejects with an `ImageRejection` and always settles. */
export interface Decoder {
  /** How many pictures it works on at once. */
  readonly concurrency: number;
  /** `previewSide` 0 asks for no preview. */
  decode(source: ImageSource, format: InputFormat, previewSide: number): Promise<DecodedImage>;
  dispose(): void;
}
