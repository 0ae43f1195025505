/**
 * The colours of values. Activations and weights use one diverging scale: orange for positive, blue for negative,
 * and at zero the colour of the ground they lie on, so that what is zero recedes. Five stops at -1, -1/2, 0, 1/2, 1;
 * between them colours are mixed linearly in sRGB.
 */

export type Rgb = readonly [number, number, number];

export interface Palette {
  /** From -1 to 1, each channel 0 to 255. */
  readonly stops: readonly [Rgb, Rgb, Rgb, Rgb, Rgb];
  /** Between tiles. */
  readonly ground: Rgb;
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    stops: [
      [10, 61, 145],
      [106, 160, 220],
      [250, 250, 248],
      [238, 146, 72],
      [133, 45, 0],
    ],
    ground: [255, 255, 255],
  },
  dark: {
    stops: [
      [190, 220, 255],
      [62, 124, 205],
      [14, 15, 18],
      [214, 108, 30],
      [255, 226, 178],
    ],
    ground: [27, 29, 33],
  },
};

/** The colour of `value`, which is clamped to [-1, 1]. */
export function colourOf(palette: Palette, value: number): Rgb {
  const place = (Math.min(1, Math.max(-1, value)) + 1) * 2;
  const index = Math.min(3, Math.floor(place));
  const from = palette.stops[index] as Rgb;
  const to = palette.stops[index + 1] as Rgb;
  const share = place - index;
  return [mix(from[0], to[0], share), mix(from[1], to[1], share), mix(from[2], to[2], share)];
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
