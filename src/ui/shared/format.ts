/** `1 image`, `200 images`, `12,500 images`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatFew(count)} ${count === 1 ? singular : plural}`;
}

/** `2000`, `12,500`: four digits stay together, as in running text. */
export function formatFew(count: number): string {
  return count < 10_000 ? String(count) : formatCount(count);
}

/** `13,070,658`: as Keras's summary writes it. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** `864`, `12 k`, `1.2 M`, `3.9 G`: how large, not how many to the last one. */
export function formatMagnitude(count: number): string {
  return scaled(count, [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
    [1, ''],
  ]);
}

/** `20 kB`, `1.1 MB`, `52 MB`, `3.2 GB`: at least 1 kB unless there is nothing. */
export function formatBytes(bytes: number): string {
  if (bytes === 0) return '0 kB';
  return scaled(Math.max(bytes, 1e3), [
    [1e9, ' GB'],
    [1e6, ' MB'],
    [1e3, ' kB'],
  ]);
}

/** In the largest unit that fits, with one decimal below 10. Rounding up may reach the next unit. */
function scaled(count: number, units: readonly (readonly [size: number, name: string])[]): string {
  const [size, name] = units.find(([each]) => count >= each * 0.9995) ?? units.at(-1) ?? [1, ''];
  const value = count / size;
  const rounded = value < 9.95 && size > 1 ? Number(value.toFixed(1)) : Math.round(value);
  return `${formatCount(rounded)}${name}`;
}
