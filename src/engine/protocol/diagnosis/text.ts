/** Numbers and names as findings write them. */

/** `0.0021`, `3.1e-7`, `12`: two significant digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : 'infinite';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return (size >= 1e-3 && size < 1e4 ? String(Number(value.toPrecision(2))) : value.toExponential(1)).replace(
    /^-/,
    '−',
  );
}

/** `Conv2D 1`, `Conv2D 1 and Dense 2`, `Conv2D 1, Conv2D 2 and 5 more`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length === 2) return `${names[0]} and ${names[1]}`;
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]}`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} more`;
}
