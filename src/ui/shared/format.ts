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
