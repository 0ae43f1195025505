/** How numbers lie, from the numbers themselves or from a sample of them: plain arithmetic in float64. */
import { HEALTH_BINS, type Histogram, type Spread } from '../protocol/health';

/** The numbers of one tensor. */
export interface Part {
  readonly count: number;
  /** All of them, or an even sample. */
  readonly values: Float32Array;
  /** Of all of them, where `values` are a sample; `null` where nothing else is known of them. */
  readonly whole: Whole | null;
}

export interface Whole extends Moments {
  readonly notANumber: number;
  readonly infinite: number;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly min: number;
  readonly max: number;
}

interface Measured extends Moments {
  /** Finite ones. */
  readonly finite: number;
  readonly notANumber: number;
  readonly infinite: number;
}

/** Of all parts as one. Where a sampled part holds numbers that are not finite, the rest of it is told by its sample. */
export function spreadOf(parts: readonly Part[]): Spread {
  const measured = parts.map(measure);
  const total = (of: (part: Measured) => number) => measured.reduce((sum, part) => sum + of(part), 0);
  const finite = total((part) => part.finite);
  const some = measured.filter((part) => part.finite > 0);
  const mean = total((part) => (part.finite === 0 ? 0 : part.finite * part.mean)) / finite;
  const squares = some.reduce((sum, { finite: n, mean: m, variance }) => sum + n * (variance + m ** 2), 0);
  const scatter = some.reduce(
    (sum, { finite: n, mean: m, variance }) => sum + n * (variance + (m - mean) ** 2),
    0,
  );
  const std = Math.sqrt(scatter / finite);
  const min = some.reduce((least, part) => Math.min(least, part.min), finite === 0 ? NaN : Infinity);
  const max = some.reduce((most, part) => Math.max(most, part.max), finite === 0 ? NaN : -Infinity);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    notANumber: total((part) => part.notANumber),
    infinite: total((part) => part.infinite),
    mean,
    std,
    min,
    max,
    norm: Math.sqrt(squares),
    histogram: histogramOf(parts, measured, rangeOf(mean, std, min, max)),
  };
}

function measure({ count, values, whole }: Part): Measured {
  if (whole !== null && whole.notANumber + whole.infinite === 0) return { ...whole, finite: count };
  let [finite, sum, min, max, notANumber] = [0, 0, Infinity, -Infinity, 0];
  for (const value of values) {
    if (Number.isNaN(value)) notANumber++;
    if (!Number.isFinite(value)) continue;
    finite++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / finite;
  let scatter = 0;
  for (const value of values) if (Number.isFinite(value)) scatter += (value - mean) ** 2;
  const infinite = values.length - finite - notANumber;
  const moments = { mean, variance: scatter / finite, min, max };
  const each = count / values.length;
  if (whole === null)
    return {
      ...moments,
      finite: each * finite,
      notANumber: Math.round(each * notANumber),
      infinite: Math.round(each * infinite),
    };
  return {
    ...moments,
    notANumber: whole.notANumber,
    infinite: whole.infinite,
    // None of the sample may be finite where few of all are: nothing is known of those.
    finite: finite === 0 ? 0 : count - whole.notANumber - whole.infinite,
  };
}

function rangeOf(mean: number, std: number, min: number, max: number): readonly [number, number] {
  const low = Math.max(min, mean - 4 * std);
  const high = Math.min(max, mean + 4 * std);
  if (high > low) return [low, high];
  // All the same, or none: a range around it.
  const middle = Number.isFinite(mean) ? mean : 0;
  const half = middle === 0 ? 0.5 : Math.abs(middle) / 2;
  return [middle - half, middle + half];
}

function histogramOf(
  parts: readonly Part[],
  measured: readonly Measured[],
  [low, high]: readonly [number, number],
): Histogram {
  const counts = new Float64Array(HEALTH_BINS);
  const scale = HEALTH_BINS / (high - low);
  for (const [index, { values }] of parts.entries()) {
    let finite = 0;
    for (const value of values) if (Number.isFinite(value)) finite++;
    const each = (measured[index]?.finite ?? 0) / finite;
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      const bin = Math.min(HEALTH_BINS - 1, Math.max(0, Math.floor((value - low) * scale)));
      counts[bin] = (counts[bin] ?? 0) + each;
    }
  }
  return { low, high, counts: Float32Array.from(counts) };
}
