import { describe, expect, it } from 'vitest';
import { readImageHeader } from './imageHeader';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );

describe('readImageHeader', () => {
  it('knows the size of what browsers read', () => {
    const files: readonly (readonly [string, Uint8Array, number, number])[] = [
      ['PNG', bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', [0, 0, 2, 128, 0, 0, 1, 224]), 640, 480],
      ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 224, 2, 128]), 640, 480],
      [
        'GIF',
        bytes(
          'GIF89a',
          [32, 0, 32, 0, 0, 0, 0],
          '!\xf9\x04',
          [0, 0, 0, 0, 0],
          ',',
          [0, 0, 0, 0, 0xff, 0xff, 16, 0],
        ),
        65535,
        32,
      ],
      [
        'BMP',
        bytes('BM', new Array<number>(12).fill(0), [40, 0, 0, 0, 128, 2, 0, 0, 0x20, 0xfe, 0xff, 0xff]),
        640,
        480,
      ],
      ['WebP', bytes('RIFF    WEBPVP8X', new Array<number>(8).fill(0), [127, 2, 0, 223, 1, 0]), 640, 480],
    ];
    for (const [format, file, width, height] of files) {
      expect(readImageHeader(file), format).toEqual({ format, common: true, width, height });
    }
  });

  it('names what browsers do not read', () => {
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['HEIC', bytes([0, 0, 0, 24], 'ftypheic')],
      ['TIFF or camera raw', bytes('II*\0')],
      ['DDS', bytes('DDS ')],
      ['Photoshop', bytes('8BPS')],
      ['SVG drawing', bytes('<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="x">')],
      ['TGA', bytes([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 16, 0, 24, 0])],
    ];
    for (const [format, file] of files)
      expect(readImageHeader(file)).toMatchObject({ format, common: false });
  });

  it('finds no picture in anything else, and no size beyond the bytes', () => {
    for (const text of [
      '',
      'hello',
      '%PDF-1.7',
      'PK\x03\x04',
      'a,b\n1,2\n',
      '{"a": 1}',
      '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0',
    ]) {
      expect(readImageHeader(bytes(text)), text).toBeNull();
    }
    expect(readImageHeader(bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]))).toMatchObject({
      width: null,
      height: null,
    });
  });
});
