import type { ChartRow, Metric } from './chartRows';
import { linearScale, stepTicks, ticksTo } from './chartScale';
import type { Scale } from './chartScale';

/** Sizes, scales and ticks of one chart, in CSS pixels. */
export interface ChartFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The plot's edges inside the chart. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x: Scale;
  readonly y: Scale;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly yTickText: (value: number) => string;
}

const heightPx = 126;
const accuracyTicks = [0, 0.25, 0.5, 0.75, 1];

/** Loss from 0 to a round value above the highest; accuracy always from 0 to 100 %. */
export function chartFrame(rows: readonly ChartRow[], metric: Metric, widthPx: number): ChartFrame {
  const plot = { left: 42, right: Math.max(60, widthPx - 6), top: 8, bottom: heightPx - 22 };
  const first = rows[0]?.step ?? 0;
  const last = rows.at(-1)?.step ?? 1;
  const yTicks = metric === 'accuracy' ? accuracyTicks : ticksTo(highest(rows), 4);
  return {
    widthPx,
    heightPx,
    plot,
    x: linearScale(first, last, plot.left, plot.right),
    y: linearScale(0, yTicks.at(-1) ?? 1, plot.bottom, plot.top),
    xTicks: stepTicks(first, last, 4),
    yTicks,
    yTickText: metric === 'accuracy' ? (value) => `${value * 100} %` : String,
  };
}

function highest(rows: readonly ChartRow[]): number {
  let most = 0;
  for (const row of rows) most = Math.max(most, row.batch ?? 0, row.training ?? 0, row.validation ?? 0);
  return most;
}
