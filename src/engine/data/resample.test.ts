import { describe, expect, it } from 'vitest';
import { luma, overWhite, resample, Resampler } from './resample';

/** Expected values: Pillow 13.0.0, `Image.fromarray(picture).resize((width, height), Image.BILINEAR)`. */
function picture(height: number, width: number): Uint8Array {
  const at = (i: number): number => {
    const [y, x, channel] = [Math.floor(i / (3 * width)), Math.floor(i / 3) % width, i % 3];
    return (x * 37 + y * 91 + channel * 53 + x * y * 7) % 256;
  };
  return Uint8Array.from({ length: height * width * 3 }, (_, i) => at(i));
}

describe('resample', () => {
  it('shrinks as Pillow does', () => {
    expect([...resample(picture(5, 7), 5, 7, 3, 3, 4)]).toEqual([
      60, 113, 161, 122, 145, 141, 117, 139, 163, 149, 125, 115, 145, 137, 113, 117, 126, 134, 130, 138, 147,
      151, 127, 119, 101, 147, 138, 157, 134, 127, 144, 140, 133, 158, 129, 119,
    ]);
    expect([...resample(picture(12, 9), 12, 9, 3, 2, 2)]).toEqual([
      123, 135, 132, 132, 130, 127, 138, 120, 129, 124, 129, 132,
    ]);
  });

  it('enlarges as Pillow does', () => {
    expect([...resample(picture(4, 3), 4, 3, 3, 6, 5)].slice(0, 30)).toEqual([
      0, 53, 106, 15, 68, 121, 37, 90, 143, 59, 112, 165, 74, 127, 180, 46, 99, 152, 62, 115, 168, 86, 139,
      192, 110, 163, 140, 127, 180, 105,
    ]);
  });

  it('makes grey as Pillow does', () => {
    const grey = luma(picture(5, 7));
    expect([...grey].slice(0, 10)).toEqual([43, 80, 117, 154, 191, 199, 86, 134, 178, 193]);
    expect([...resample(grey, 5, 7, 1, 3, 4)]).toEqual([
      102, 137, 135, 130, 137, 124, 137, 133, 132, 140, 140, 136,
    ]);
  });

  it('leaves a picture of the right size as it is', () => {
    expect(resample(picture(6, 4), 6, 4, 3, 6, 4)).toEqual(picture(6, 4));
  });

  it('gives the same in strips', () => {
    const source = picture(40, 50);
    const strips = new Resampler(40, 50, 3, 8, 8);
    for (let top = 0; top < 40; top += 16) {
      const rows = Math.min(16, 40 - top);
      strips.addRows(source.subarray(top * 150, (top + rows) * 150), rows);
    }
    const result = strips.finish();
    expect(result).toEqual(resample(source, 40, 50, 3, 8, 8));
    expect(result.reduce((sum, value) => sum + value, 0)).toBe(24482);
  });
});

describe('overWhite', () => {
  it('composites as Pillow does', () => {
    const rgba = Uint8Array.from([200, 100, 50, 128, 10, 20, 30, 0, 1, 2, 3, 255, 90, 90, 90, 1]);
    expect([...overWhite(rgba)]).toEqual([227, 177, 152, 255, 255, 255, 1, 2, 3, 254, 254, 254]);
  });
});
