/** Where values lie on a chart: linear scales, round ticks, SVG paths. */

/** From a value to a pixel. */
export type Scale = (value: number) => number;

/** Linear from [low, high] to [from, to]; a single value lies in the middle. */
export function linearScale(low: number, high: number, from: number, to: number): Scale {
  return (value) => (high > low ? from + ((value - low) / (high - low)) * (to - from) : (from + to) / 2);
}

/** At most `most` + 1 round values (1, 2 or 5 times a power of ten apart) from 0 on; the last is at or above `high`. */
export function ticksTo(high: number, most: number): readonly number[] {
  if (!(high > 0)) return [0, 1];
  const exponent = Math.floor(Math.log10(high / most));
  const steps = [1, 2, 5, 10].map((digit) => Number(`${digit}e${exponent}`));
  const step = steps.find((candidate) => Math.ceil(high / candidate - 1e-9) <= most) ?? high;
  const count = Math.ceil(high / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Whole-numbered ticks inside [low, high], few and round. */
export function stepTicks(low: number, high: number, most: number): readonly number[] {
  const inside = ticksTo(high, most).filter((tick) => Number.isInteger(tick) && tick >= low && tick <= high);
  return inside.length >= 2 ? inside : [...new Set([low, high])];
}

/** An SVG path through the points that have a value; those without one are passed over. Tenths of a pixel. */
export function linePath<T>(
  points: readonly T[],
  x: (point: T) => number,
  y: (point: T) => number | null,
): string {
  let path = '';
  for (const point of points) {
    const height = y(point);
    if (height !== null) path += `${path === '' ? 'M' : 'L'}${x(point).toFixed(1)} ${height.toFixed(1)}`;
  }
  return path;
}

/** Index of the item nearest to `target`; items in ascending order of `valueOf`. -1 where there is none. */
export function nearestIndex<T>(items: readonly T[], valueOf: (item: T) => number, target: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueOf(items[middle] as T) < target) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return high < 0 ? -1 : 0;
  const before = valueOf(items[low - 1] as T);
  return target - before <= valueOf(items[low] as T) - target ? low - 1 : low;
}
