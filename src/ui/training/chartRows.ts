/**
 * From a run's history to the rows of a chart: few enough to draw several times a second, yet no spike is lost.
 */
import type { BatchPoint, EpochPoint, History } from '../../engine/protocol';

export type Metric = 'loss' | 'accuracy';

/** One place on the step axis. `null`: that series has no point there. */
export interface ChartRow {
  readonly step: number;
  readonly epoch: number;
  readonly batch: number | null;
  readonly training: number | null;
  readonly validation: number | null;
}

const maxBatchPoints = 400;
const maxEpochPoints = 200;

/** Rows in step order: batches thinned to 400 and epochs to 200 points, extremes kept. */
export function chartRows(history: History, metric: Metric): readonly ChartRow[] {
  const batches = keepExtremes(history.batches, (point) => point[metric], maxBatchPoints);
  const epochs = keepExtremes(
    history.epochs,
    (point) => validationOf(point, metric) ?? point[metric],
    maxEpochPoints,
  );
  const rows: ChartRow[] = [];
  let next = 0;
  for (const epoch of epochs) {
    for (; next < batches.length && batchAt(batches, next).step < epoch.step; next++)
      rows.push(batchRow(batchAt(batches, next), metric));
    const last = batches[next];
    const sharesStep = last?.step === epoch.step;
    if (sharesStep) next++;
    rows.push({
      step: epoch.step,
      epoch: epoch.epoch,
      batch: sharesStep ? finite(last[metric]) : null,
      training: finite(epoch[metric]),
      validation: finite(validationOf(epoch, metric)),
    });
  }
  for (; next < batches.length; next++) rows.push(batchRow(batchAt(batches, next), metric));
  return rows;
}

/**
 * At most `limit` of `points`, in order, with the first, the last, and the lowest and highest of every bucket.
 * Bucket sizes are powers of two, so that points already drawn stay where they are while the list grows.
 */
export function keepExtremes<T>(
  points: readonly T[],
  valueOf: (point: T) => number,
  limit: number,
): readonly T[] {
  if (points.length <= limit) return points;
  let size = 2;
  while (2 * Math.ceil(points.length / size) + 2 > limit) size *= 2;
  const kept = new Set<number>([0, points.length - 1]);
  for (let start = 0; start < points.length; start += size) {
    let low = start;
    let high = start;
    for (let index = start; index < Math.min(start + size, points.length); index++) {
      const value = valueOf(points[index] as T);
      if (!(value >= valueOf(points[low] as T))) low = index;
      if (!(value <= valueOf(points[high] as T))) high = index;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b).map((index) => points[index] as T);
}

function batchRow(point: BatchPoint, metric: Metric): ChartRow {
  return {
    step: point.step,
    epoch: point.epoch,
    batch: finite(point[metric]),
    training: null,
    validation: null,
  };
}

function batchAt(batches: readonly BatchPoint[], index: number): BatchPoint {
  return batches[index] as BatchPoint;
}

function validationOf(point: EpochPoint, metric: Metric): number | null {
  return metric === 'loss' ? point.validationLoss : point.validationAccuracy;
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
