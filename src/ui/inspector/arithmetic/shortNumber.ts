/**
 * A number among others of which `range` is the largest magnitude: as many places as tell them apart, so `0.42` among those
 * near 1 and `0.0042` among those near 0.01; in scientific notation below.
 */
export function shortNumber(value: number, range: number): string {
  const size = Math.max(Math.abs(value), range);
  if (size > 0 && size < 0.001) return value === 0 ? '0' : signed(value.toExponential(0));
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4;
  const text = value.toFixed(places);
  const trimmed = places === 0 ? text : text.replace(/\.?0+$/, '');
  return trimmed === '-0' ? '0' : signed(trimmed);
}

function signed(text: string): string {
  return text.replaceAll('-', '−');
}
