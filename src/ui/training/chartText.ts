import type { EpochPoint, History } from '../../engine/protocol';
import type { ChartRow, Metric } from './chartRows';
import { formatPercent, formatValue } from './format';

/** The exact figures at one place of a chart; `null` where a series has none there. */
export interface ChartFigures {
  readonly batch: number | null;
  readonly training: number | null;
  readonly validation: number | null;
}

/** At a row: its batch, and the epoch it belongs to once that has ended. Without a row: the latest of each. */
export function figuresAt(row: ChartRow | null, metric: Metric, history: History): ChartFigures {
  const point = row === null ? history.epochs.at(-1) : epochOf(row, history);
  return {
    batch: row === null ? (history.batches.at(-1)?.[metric] ?? null) : row.batch,
    training: point?.[metric] ?? null,
    validation: (metric === 'loss' ? point?.validationLoss : point?.validationAccuracy) ?? null,
  };
}

/** Epochs are numbered from 1 without gaps, except that a stopped run lacks its last. */
function epochOf(row: ChartRow, history: History): EpochPoint | undefined {
  return history.epochs[row.epoch - 1];
}

/** How a metric's value is written. */
export function metricText(value: number | null, metric: Metric): string {
  if (value === null) return '–';
  return metric === 'loss' ? formatValue(value) : formatPercent(value);
}

/** A point in words: `step 12, epoch 2: batch 0.4132, training 0.5, validation 0.61`. */
export function pointText(row: ChartRow, metric: Metric, history: History): string {
  const figures = figuresAt(row, metric, history);
  const parts = (['batch', 'training', 'validation'] as const)
    .filter((series) => figures[series] !== null)
    .map((series) => `${series} ${metricText(figures[series], metric)}`);
  return `step ${row.step}, epoch ${row.epoch}: ${parts.join(', ')}`;
}
