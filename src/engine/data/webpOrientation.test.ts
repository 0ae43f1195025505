import { describe, expect, it } from 'vitest';
import { upright, type Orientation } from './webpOrientation';

/** The letters of a stored picture of 2 rows and 3 columns: "abc", "def". */
function stand(orientation: Orientation): string {
  const stored = new TextEncoder().encode('abcdef');
  return String.fromCharCode(...upright(stored, { height: 2, width: 3, channels: 1 }, orientation));
}

describe('upright', () => {
  it('turns as EXIF says (expected: Pillow, `ImageOps.exif_transpose`)', () => {
    expect(([1, 2, 3, 4] as const).map(stand)).toEqual(['abcdef', 'cbafed', 'fedcba', 'defabc']);
    expect(([5, 6, 7, 8] as const).map(stand)).toEqual(['adbecf', 'daebfc', 'fcebda', 'cfbead']);
  });
});
