/** Curves over the epochs as SVG. Colours come from the page's style: `.curve-0`, `.curve-1`. */
import { escaped } from './html';

export interface Curve {
  readonly label: string;
  /** One value an epoch; what is no number is a gap. */
  readonly values: readonly (number | null)[];
}

const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 12;
const TOP = 28;
const BOTTOM = 34;
const TICKS = 4;

/** `epochs` names the places along the axis. `lowest` and `highest` bound the axis where they are known, as 0 and 1 of a share. */
export function chart(
  title: string,
  epochs: readonly number[],
  curves: readonly Curve[],
  bounds: { readonly lowest?: number; readonly highest?: number } = {},
): string {
  const numbers = curves
    .flatMap(({ values }) => values)
    .filter((value) => value !== null && Number.isFinite(value));
  const lowest = bounds.lowest ?? Math.min(0, ...(numbers as number[]));
  const highest = bounds.highest ?? Math.max(lowest + 1e-6, ...(numbers as number[]));
  const x = (index: number): number =>
    LEFT + ((WIDTH - LEFT - RIGHT) * index) / Math.max(epochs.length - 1, 1);
  const y = (value: number): number =>
    HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (value - lowest)) / (highest - lowest);
  const ticks = Array.from(
    { length: TICKS + 1 },
    (_, index) => lowest + ((highest - lowest) * index) / TICKS,
  );
  const grid = ticks.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(y(value))}" y2="${round(y(value))}"/>` +
      `<text class="tick" x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end">${Number(value.toPrecision(2))}</text>`,
  );
  const places = [...new Set([0, Math.floor((epochs.length - 1) / 2), epochs.length - 1])];
  const along = places.map(
    (index) =>
      `<text class="tick" x="${round(x(index))}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${epochs[index] ?? ''}</text>`,
  );
  const lines = curves.map(({ values }, index) => drawn(values, index, x, y));
  const legend = curves.map(
    ({ label }, index) =>
      `<rect class="mark-${index}" x="${LEFT + index * 120}" y="8" width="14" height="4"/>` +
      `<text class="tick" x="${LEFT + 20 + index * 120}" y="14">${escaped(label)}</text>`,
  );
  const said = curves.map(
    ({ label, values }) => `${label} ends at ${values.at(-1)?.toPrecision(3) ?? 'nothing'}`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${title} over ${epochs.length} epochs: ${said.join(', ')}`)}">
${[...grid, ...along, ...lines, ...legend].join('\n')}
<text class="tick" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 4}" text-anchor="middle">epoch</text>
</svg>`;
}

/** A line through the values, broken where there is none; a value by itself is a dot. */
function drawn(
  values: Curve['values'],
  index: number,
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const runs: [number, number][][] = [[]];
  values.forEach((value, at) => {
    if (value === null || !Number.isFinite(value)) runs.push([]);
    else runs.at(-1)?.push([round(x(at)), round(y(value))]);
  });
  return runs
    .map((run) => {
      const [only] = run;
      if (only === undefined) return '';
      return run.length === 1
        ? `<circle class="mark-${index}" cx="${only[0]}" cy="${only[1]}" r="3"/>`
        : `<polyline class="curve-${index}" points="${run.map((point) => point.join(',')).join(' ')}"/>`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
