/** Pictures as kept ([height, width, channels]) made into other sizes and into what a canvas takes. */
import type { InputFormat, Pixels } from '../protocol';
import { luma, resample } from './resample';

export function sameFormat(a: InputFormat, b: InputFormat): boolean {
  return a.height === b.height && a.width === b.width && a.channels === b.channels;
}

/** The same picture at another size and number of channels. */
export function convertPixels(
  bytes: Uint8Array,
  from: InputFormat,
  to: InputFormat,
): Uint8Array<ArrayBuffer> {
  const grey = to.channels === 1 && from.channels === 3 ? luma(bytes) : bytes;
  const channels = Math.min(from.channels, to.channels) as 1 | 3;
  const resized =
    from.height === to.height && from.width === to.width
      ? new Uint8Array(grey)
      : resample(grey, from.height, from.width, channels, to.height, to.width);
  return channels === to.channels ? resized : inColour(resized);
}

/** [pixels, 1] to [pixels, 3]. */
function inColour(grey: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(grey.length * 3);
  for (let from = 0, to = 0; from < grey.length; from++, to += 3) {
    const value = grey[from] as number;
    rgb[to] = value;
    rgb[to + 1] = value;
    rgb[to + 2] = value;
  }
  return rgb;
}

/** RGBA of one picture, opaque. */
export function toPixels(bytes: Uint8Array, format: InputFormat): Pixels {
  const { height, width } = format;
  const rgba = new Uint8ClampedArray(height * width * 4);
  writeTile(rgba, width, 0, bytes, format);
  return { width, height, rgba };
}

/** `side` × `side` tiles next to each other in one row. */
export function tileRow(pictures: readonly Uint8Array[], format: InputFormat, side: number): Pixels {
  const width = Math.max(1, pictures.length) * side;
  const rgba = new Uint8ClampedArray(width * side * 4);
  const tile: InputFormat = { height: side, width: side, channels: format.channels };
  pictures.forEach((bytes, i) => writeTile(rgba, width, i * side, convertPixels(bytes, format, tile), tile));
  return { width, height: side, rgba };
}

function writeTile(
  rgba: Uint8ClampedArray,
  rowWidth: number,
  left: number,
  bytes: Uint8Array,
  format: InputFormat,
): void {
  const { height, width, channels } = format;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * rowWidth + left + x) * 4;
      const from = (y * width + x) * channels;
      for (let c = 0; c < 3; c++) rgba[to + c] = bytes[from + (channels === 3 ? c : 0)] as number;
      rgba[to + 3] = 255;
    }
  }
}
