/** What an exported page makes of an image is what the app makes of it, byte for byte. */
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preprocessingCode } from '../../formats/tfjs/page';
import { luma, overWhite, resample } from './resample';

type Preprocess = (
  rgba: Uint8ClampedArray,
  fromHeight: number,
  fromWidth: number,
  height: number,
  width: number,
  channels: 1 | 3,
) => Float32Array;

const preprocess = runInThisContext(`${preprocessingCode}; preprocess`) as Preprocess;

test('images of any size, colour and transparency', () => {
  const side = fc.integer({ min: 1, max: 23 });
  const image = fc.tuple(side, side).chain(([height, width]) =>
    fc.record({
      height: fc.constant(height),
      width: fc.constant(width),
      rgba: fc.uint8ClampedArray({ minLength: height * width * 4, maxLength: height * width * 4 }),
    }),
  );
  fc.assert(
    fc.property(
      image,
      side,
      side,
      fc.constantFrom(1 as const, 3 as const),
      (source, height, width, channels) => {
        const rgb = overWhite(source.rgba);
        const bytes = resample(
          channels === 1 ? luma(rgb) : rgb,
          source.height,
          source.width,
          channels,
          height,
          width,
        );
        expect([...preprocess(source.rgba, source.height, source.width, height, width, channels)]).toEqual(
          [...bytes].map((byte) => Math.fround(byte / 255)),
        );
      },
    ),
    { numRuns: 200 },
  );
});
