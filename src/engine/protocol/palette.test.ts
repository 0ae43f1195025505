import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourOf, palettes } from './palette';

const { light, dark } = palettes;

describe('colourOf', () => {
  it('gives the stops at the stops and clamps beyond the ends', () => {
    for (const palette of [light, dark]) {
      [-1, -0.5, 0, 0.5, 1].forEach((value, index) => {
        expect(colourOf(palette, value)).toEqual(palette.stops[index]);
      });
      expect(colourOf(palette, 7)).toEqual(palette.stops[4]);
      expect(colourOf(palette, -7)).toEqual(palette.stops[0]);
    }
  });

  it('grows away from zero in lightness, so that it reads without colour too', () => {
    const luminance = ([r, g, b]: readonly [number, number, number]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.constantFrom(1, -1), (size, sign) => {
        const near = (theme: typeof light) => luminance(colourOf(theme, sign * size));
        const far = (theme: typeof light) => luminance(colourOf(theme, sign * (size + 0.01)));
        expect(far(light)).toBeLessThan(near(light) + 1e-9);
        expect(far(dark)).toBeGreaterThan(near(dark) - 1e-9);
      }),
    );
  });
});
