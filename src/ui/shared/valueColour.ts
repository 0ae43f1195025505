/** The colours of values where the page draws them itself; the engine's views have the same. */
import { colourOf, palettes } from '../../engine/protocol/palette';
import { useTheme } from '../../state/theme';

export interface ValueColour {
  readonly background: string;
  /** Black or white, whichever is read better on it. */
  readonly color: string;
}

/** The colour of a value where `range` has the strongest: its share of `range`, on the diverging scale. */
export function valueColour(theme: 'light' | 'dark', value: number, range: number): ValueColour {
  const [red, green, blue] = colourOf(palettes[theme], range === 0 ? 0 : value / range);
  // Contrast against black passes that against white where the relative luminance is above 0.179 (WCAG 2).
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return {
    background: `rgb(${[red, green, blue].map(Math.round).join(' ')})`,
    color: luminance > 0.179 ? '#000' : '#fff',
  };
}

/** sRGB to linear light, IEC 61966-2-1. */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** `valueColour` in the theme shown. */
export function useValueColour(): (value: number, range: number) => ValueColour {
  const theme = useTheme((state) => state.shown);
  return (value, range) => valueColour(theme, value, range);
}
