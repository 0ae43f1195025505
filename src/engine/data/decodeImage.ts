/**
 * Decodes one picture with the browser's own decoder and makes it the network's input. The decoded bitmap is read
 * in strips of about a million pixels, so that what a large photo costs is the bitmap alone.
 */
import type { InputFormat, Pixels } from '../protocol';
import { readImageHeader } from './imageHeader';
import { ImageRejection, type DecodedImage } from './imageSource';
import { luma, overWhite, Resampler } from './resample';
import { toPixels } from './tiles';
import { liesOnSide, remainingWebpOrientation, upright, type Orientation } from './webpOrientation';

const headerBytes = 2 ** 20;
const maxFileBytes = 512 * 2 ** 20;
const maxPixels = 120e6;
/** What a canvas can be as wide as, in every browser. */
const maxSide = 32_767;
const stripPixels = 2 ** 20;

interface Decoded {
  readonly bitmap: ImageBitmap;
  /** What the browser has left to do. */
  readonly orientation: Orientation;
}

/** Throws `ImageRejection` for what cannot be read. EXIF orientation is followed; of an animation the first frame counts. */
export async function decodeImage(
  blob: Blob,
  format: InputFormat,
  previewSide: number,
): Promise<DecodedImage> {
  const decoded = await readBitmap(blob);
  try {
    const bytes = resampleBitmap(decoded, format);
    return { bytes, preview: previewSide === 0 ? null : previewOf(decoded, previewSide) };
  } finally {
    decoded.bitmap.close();
  }
}

async function readBitmap(blob: Blob): Promise<Decoded> {
  if (blob.size === 0) throw new ImageRejection('the file is empty.');
  if (blob.size > maxFileBytes) {
    throw new ImageRejection(
      `the file is larger than ${maxFileBytes / 2 ** 20} MB. Save the picture smaller.`,
    );
  }
  const header = readImageHeader(await readStart(blob));
  if (header === null) {
    throw new ImageRejection('this is not a picture. JPEG, PNG, WebP, GIF, BMP and AVIF can be read.');
  }
  if (header.format === 'SVG drawing') throw refused(header.format);
  if (header.width !== null && header.height !== null) checkSize(header.width, header.height);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (error) {
    if (!header.common) throw refused(header.format, error);
    throw new ImageRejection(`the ${header.format} data is damaged or cut off.`, { cause: error });
  }
  try {
    checkSize(bitmap.width, bitmap.height);
    return { bitmap, orientation: header.format === 'WebP' ? await remainingWebpOrientation(blob) : 1 };
  } catch (error) {
    bitmap.close();
    throw error;
  }
}

async function readStart(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(0, headerBytes).arrayBuffer());
  } catch (error) {
    throw new ImageRejection('the file cannot be opened: it was moved, changed or locked. Add it again.', {
      cause: error,
    });
  }
}

function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new ImageRejection('the picture has no pixels.');
  if (width > maxSide || height > maxSide) {
    throw new ImageRejection(
      `${width} × ${height} pixels: no side may be longer than ${maxSide}. Save the picture smaller.`,
    );
  }
  if (width * height > maxPixels) {
    const millions = Math.round((width * height) / 1e6);
    throw new ImageRejection(
      `${width} × ${height} are ${millions} million pixels; the limit is ${maxPixels / 1e6} million. Save the picture smaller.`,
    );
  }
}

function refused(format: string, cause?: unknown): ImageRejection {
  return new ImageRejection(`this browser does not read ${format} files. Save it as JPEG or PNG.`, { cause });
}

/** [height, width, channels] of `format`. */
function resampleBitmap({ bitmap, orientation }: Decoded, format: InputFormat): Uint8Array<ArrayBuffer> {
  const { channels } = format;
  const [height, width] = liesOnSide(orientation)
    ? [format.width, format.height]
    : [format.height, format.width];
  const stripRows = Math.max(1, Math.min(bitmap.height, Math.floor(stripPixels / bitmap.width)));
  const canvas = new OffscreenCanvas(bitmap.width, stripRows);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('a 2D canvas cannot be had in a worker');
  context.globalCompositeOperation = 'copy';
  const resampler = new Resampler(bitmap.height, bitmap.width, channels, height, width);
  for (let top = 0; top < bitmap.height; top += stripRows) {
    const rows = Math.min(stripRows, bitmap.height - top);
    context.drawImage(bitmap, 0, -top);
    const rgb = overWhite(context.getImageData(0, 0, bitmap.width, rows).data);
    resampler.addRows(channels === 1 ? luma(rgb) : rgb, rows);
  }
  return upright(resampler.finish(), { height, width, channels }, orientation);
}

function previewOf(decoded: Decoded, side: number): Pixels {
  const { bitmap, orientation } = decoded;
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((length) =>
    Math.max(1, Math.round(length * scale)),
  ) as [number, number];
  const format: InputFormat = liesOnSide(orientation)
    ? { height: width, width: height, channels: 3 }
    : { height, width, channels: 3 };
  return toPixels(resampleBitmap(decoded, format), format);
}
