/** The images as files again: those that were added as they were, others as PNGs of what is kept of them. */
import type { InputFormat } from '../protocol';
import type { ImageRecord } from './imageTable';
import { toPixels } from './tiles';
import { unzipEntry } from './unzipEntry';

/** `bytes` is what the data set keeps, [height, width, channels]. Throws `ImageRejection` where a `.zip` has changed since. */
export async function imageFile(record: ImageRecord, bytes: Uint8Array, format: InputFormat): Promise<Blob> {
  const { source } = record;
  if (source?.kind === 'file') return source.blob;
  if (source?.kind === 'zipEntry') return new Blob([await unzipEntry(source.entry)]);
  const { width, height, rgba } = toPixels(bytes, format);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a 2D canvas cannot be had in a worker');
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
