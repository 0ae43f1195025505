/**
 * EXIF orientation of WebP, which some browsers (Chromium) leave unheeded though they follow it in JPEG. Whether this
 * one does is found out with a picture of two pixels.
 */
import type { InputFormat } from '../protocol';

/** EXIF's numbers: 1 upright, 2 mirrored, 3 upside down, 4 both, 5–8 lying on a side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What is still to be done to a decoded WebP; 1 when the browser has done it or the file asks for nothing. */
export async function remainingWebpOrientation(webp: Blob): Promise<Orientation> {
  const flags = new Uint8Array(await webp.slice(12, 21).arrayBuffer());
  const isExtended = String.fromCharCode(...flags.subarray(0, 4)) === 'VP8X';
  if (!isExtended || ((flags[8] ?? 0) & exifFlag) === 0) return 1;
  const orientation = readWebpOrientation(new DataView(await webp.arrayBuffer()));
  return orientation === 1 || (await (browserTurns ??= probeBrowser())) ? 1 : orientation;
}

const exifFlag = 8;
let browserTurns: Promise<boolean> | undefined;

/** Two pixels side by side, which orientation 6 puts one above the other. */
const probe =
  'UklGRlIAAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TBEAAAAvAQAAAAfQ//73v/+BiOh/AABFWElGGgAAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA';

async function probeBrowser(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(probe), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  const turned = bitmap.height === 2;
  bitmap.close();
  return turned;
}

/** Walks the RIFF chunks to `EXIF`, and its first directory to tag 0x0112. */
function readWebpOrientation(view: DataView): Orientation {
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const sizeBytes = view.getUint32(at + 4, true);
    if (view.getUint32(at) === 0x45584946) {
      return readExifOrientation(
        new DataView(view.buffer, view.byteOffset + at + 8, Math.min(sizeBytes, view.byteLength - at - 8)),
      );
    }
    at += 8 + sizeBytes + (sizeBytes % 2);
  }
  return 1;
}

function readExifOrientation(exif: DataView): Orientation {
  // Some writers keep JPEG's "Exif\0\0" before the TIFF header.
  const start = exif.byteLength > 6 && exif.getUint32(0) === 0x45786966 ? 6 : 0;
  if (start + 8 > exif.byteLength) return 1;
  const little = exif.getUint16(start) === 0x4949;
  const directory = start + exif.getUint32(start + 4, little);
  if (directory + 2 > exif.byteLength) return 1;
  for (let i = 0; i < exif.getUint16(directory, little); i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > exif.byteLength) return 1;
    if (exif.getUint16(entry, little) !== 0x0112) continue;
    const value = exif.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}

/** Whether height and width change places. */
export function liesOnSide(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** Sets a stored picture, [height, width, channels], upright. */
export function upright(
  stored: Uint8Array<ArrayBuffer>,
  { height, width, channels }: InputFormat,
  orientation: Orientation,
): Uint8Array<ArrayBuffer> {
  if (orientation === 1) return stored;
  const mirrorX = [2, 3, 7, 8].includes(orientation);
  const mirrorY = [3, 4, 6, 7].includes(orientation);
  const swap = liesOnSide(orientation);
  const [outHeight, outWidth] = swap ? [width, height] : [height, width];
  const result = new Uint8Array(stored.length);
  for (let y = 0, to = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const [u, v] = swap ? [y, x] : [x, y];
      const from = ((mirrorY ? height - 1 - v : v) * width + (mirrorX ? width - 1 - u : u)) * channels;
      for (let c = 0; c < channels; c++) result[to++] = stored[from + c] as number;
    }
  }
  return result;
}
