/** How figures of a training run are written for people. */

/** `9 s`, `3 min 05 s`, `2 h 07 min`; seconds are rounded up, so that time left never reads 0 s while work remains. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.ceil(whole / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** `87.5 %`: one decimal, none where it would be a zero. */
export function formatPercent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}

/** `0.4132`; very small and very large values in scientific notation, so that no digit is a mere zero. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 0.001 && size < 100000 ? value.toPrecision(4) : value.toExponential(3);
  return text.replaceAll('-', '−');
}

/** `3.4 images/s` below ten, whole numbers above. */
export function formatRate(imagesPerSecond: number): string {
  return `${imagesPerSecond < 10 ? imagesPerSecond.toFixed(1) : Math.round(imagesPerSecond).toLocaleString('en')} images/s`;
}

/** `528 MB`, `1.1 GB`. */
export function formatMegabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** `155 million`, `15.5 billion`. */
export function formatCost(count: number): string {
  if (count < 1e6) return count.toLocaleString('en');
  return count < 1e9
    ? `${Math.round(count / 1e6)} million`
    : `${Number((count / 1e9).toPrecision(3))} billion`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
