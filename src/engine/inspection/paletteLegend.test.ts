import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { palettes } from '../protocol/palette';

it('is what the inspector’s legend shows', () => {
  const css = readFileSync(new URL('../../ui/inspector/ColourLegend.module.css', import.meta.url), 'utf8');
  const ramps = [...css.matchAll(/linear-gradient\(([^;]+)\);/g)].map(([, stops = '']) =>
    [...stops.matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map((stop) => stop.slice(1).map(Number)),
  );
  expect(ramps).toEqual([palettes.light.stops, palettes.dark.stops]);
});
