/** More than this would crowd a small chart. */
const MOST_TICKS = 6;

/** Powers of ten that hold all values above 0, at least two; where there are many, evenly spaced ones of them. */
export function decades(values: readonly number[]): readonly number[] {
  const exponents = values
    .filter((value) => value > 0 && Number.isFinite(value))
    .map((value) => Math.log10(value));
  if (exponents.length === 0) return [0.1, 1];
  const low = Math.floor(Math.min(...exponents) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.max(...exponents) - 1e-9));
  const every = Math.ceil((high - low) / (MOST_TICKS - 1));
  const count = Math.ceil((high - low) / every);
  return Array.from({ length: count + 1 }, (_, index) => Number(`1e${low + index * every}`));
}
