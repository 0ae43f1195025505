/** `1 image`, `200 images`, `12,500 images`: four digits stay together, as in running text. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  const digits = count < 10_000 ? String(count) : formatCount(count);
  return `${digits} ${count === 1 ? singular : plural}`;
}

/** `13,070,658`: as Keras's summary writes it. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
