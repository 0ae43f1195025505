/**
 * What a file is by its first bytes, and how large its picture is: known before any decoder sees it, so that a
 * refusal can name the format, and a decompression bomb is never unpacked.
 */

export interface ImageHeader {
  /** For people: "JPEG", "HEIC". */
  readonly format: string;
  /** What every browser reads; others are tried all the same, as some browsers read them. */
  readonly common: boolean;
  /** `null` where the header does not tell within the bytes given. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Reads the beginning of a file (a megabyte is plenty); `null` when it is no picture format known here. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const signature = signatures.find(({ matches }) => matches(bytes));
  if (signature === undefined) return null;
  const { format, size } = signature;
  const [width, height] = size?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? [
    null,
    null,
  ];
  return { format, common: size !== undefined, width, height };
}

/** [width, height]; `null` when it lies beyond the bytes. */
type Size = readonly [number, number] | null;

interface Signature {
  readonly format: string;
  readonly matches: (bytes: Uint8Array) => boolean;
  /** Only for the formats that every browser reads. */
  readonly size?: (view: DataView) => Size;
}

const signatures: readonly Signature[] = [
  { format: 'JPEG', matches: starts('\xff\xd8\xff'), size: jpegSize },
  {
    format: 'PNG',
    matches: starts('\x89PNG\r\n\x1a\n'),
    size: pngSize,
  },
  {
    format: 'GIF',
    matches: starts('GIF8'),
    size: gifSize,
  },
  { format: 'WebP', matches: both(starts('RIFF'), starts('WEBP', 8)), size: webpSize },
  { format: 'BMP', matches: starts('BM'), size: bmpSize },
  { format: 'AVIF', matches: brand('avif', 'avis'), size: avifSize },
  { format: 'icon', matches: starts('\0\0\x01\0'), size: () => null },
  { format: 'HEIC', matches: brand('heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1') },
  {
    format: 'TIFF or camera raw',
    matches: either(starts('II*\0'), starts('MM\0*'), starts('II+\0'), starts('MM\0+')),
  },
  {
    format: 'camera raw',
    matches: either(brand('crx '), starts('FUJIFILMCCD-RAW'), starts('IIRO'), starts('IIU\0')),
  },
  { format: 'JPEG XL', matches: either(starts('\xff\x0a'), starts('\0\0\0\x0cJXL ')) },
  { format: 'JPEG 2000', matches: either(starts('\0\0\0\x0cjP  '), starts('\xff\x4f\xff\x51')) },
  { format: 'DDS', matches: starts('DDS ') },
  { format: 'Photoshop', matches: starts('8BPS') },
  { format: 'OpenEXR', matches: starts('\x76\x2f\x31\x01') },
  { format: 'Radiance HDR', matches: either(starts('#?RADIANCE'), starts('#?RGBE')) },
  { format: 'netpbm', matches: (bytes) => /^P[1-7]\s/.test(latin(bytes, 0, 3)) },
  { format: 'QOI', matches: starts('qoif') },
  { format: 'GIMP', matches: starts('gimp xcf') },
  {
    format: 'SVG drawing',
    matches: (bytes) =>
      /^\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(
        latin(bytes, 0, 2048),
      ),
  },
  { format: 'TGA', matches: isTga },
];

function latin(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function starts(text: string, at = 0): (bytes: Uint8Array) => boolean {
  return (bytes) => latin(bytes, at, text.length) === text;
}

function either(...tests: readonly ((bytes: Uint8Array) => boolean)[]): (bytes: Uint8Array) => boolean {
  return (bytes) => tests.some((test) => test(bytes));
}

function both(...tests: readonly ((bytes: Uint8Array) => boolean)[]): (bytes: Uint8Array) => boolean {
  return (bytes) => tests.every((test) => test(bytes));
}

/** An ISO media file (`ftyp`) whose major brand is one of these. */
function brand(...brands: readonly string[]): (bytes: Uint8Array) => boolean {
  return (bytes) => latin(bytes, 4, 4) === 'ftyp' && brands.includes(latin(bytes, 8, 4));
}

/** TGA has no signature: a colour map flag, a known image type, a pixel depth it can have, and a size. */
function isTga(bytes: Uint8Array): boolean {
  if (bytes.length < 18) return false;
  const [, mapFlag = 0, type = 0] = bytes;
  const depth = bytes[16] ?? 0;
  const area = (u16(bytes, 12) || 0) * (u16(bytes, 14) || 0);
  return (
    mapFlag <= 1 && [1, 2, 3, 9, 10, 11].includes(type) && [8, 15, 16, 24, 32].includes(depth) && area > 0
  );
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function pngSize(view: DataView): Size {
  return view.byteLength < 24 ? null : [view.getUint32(16), view.getUint32(20)];
}

/** The larger of the screen and the first frame, which may reach beyond it. */
function gifSize(view: DataView): Size {
  if (view.byteLength < 13) return null;
  const [screenWidth, screenHeight] = [view.getUint16(6, true), view.getUint16(8, true)];
  const flags = view.getUint8(10);
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  // Extensions ("!", label, blocks with their length before them, 0) come before the frame (",").
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0x21) {
    at += 2;
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at++;
  }
  if (at + 9 > view.byteLength || view.getUint8(at) !== 0x2c) return [screenWidth, screenHeight];
  return [
    Math.max(screenWidth, view.getUint16(at + 5, true)),
    Math.max(screenHeight, view.getUint16(at + 7, true)),
  ];
}

/** Walks the segments to the frame header (SOF0–SOF15 but DHT, JPG and DAC). */
function jpegSize(view: DataView): Size {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webpSize(view: DataView): Size {
  if (view.byteLength < 30) return null;
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) return [1 + u24(view, 24), 1 + u24(view, 27)]; // "VP8X"
  if (chunk === 0x56503820) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]; // "VP8 "
  const bits = view.getUint32(21, true); // "VP8L"
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
}

function u24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** Heights are negative where rows run from the top. */
function bmpSize(view: DataView): Size {
  if (view.byteLength < 26) return null;
  if (view.getUint32(14, true) === 12) return [view.getUint16(18, true), view.getUint16(20, true)];
  return [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
}

/** The first `ispe` property: version, width, height. */
function avifSize(view: DataView): Size {
  for (let at = 4; at + 16 <= Math.min(view.byteLength, 4096); at++) {
    if (view.getUint32(at) === 0x69737065) return [view.getUint32(at + 8), view.getUint32(at + 12)];
  }
  return null;
}
