/** Where the points of a learning-rate sweep lie on its chart. */
import { sweptRates } from '../../engine/protocol/learningRateFinder';
import type { RatePoint } from '../../engine/protocol/learningRateFinder';
import { linearScale, ticksTo } from './chartScale';
import type { Scale } from './chartScale';

export interface RateFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  /** The plot's edges inside the chart. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** From a rate. */
  readonly x: Scale;
  /** From a loss. */
  readonly y: Scale;
  /** Exponents of ten. */
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

const HEIGHT_PX = 180;

/**
 * A logarithmic axis of rates, and losses around the fall: what runs away leaves through the top, for with it the fall would
 * be too flat to be seen.
 */
export function rateFrame(points: readonly RatePoint[], widthPx: number): RateFrame {
  const plot = { left: 46, right: Math.max(80, widthPx - 8), top: 8, bottom: HEIGHT_PX - 22 };
  const curve = points.map(({ smoothed }) => smoothed);
  const start = curve[0] ?? 1;
  const lowest = curve.length === 0 ? 0 : Math.min(...curve);
  const span = Math.max(start - lowest, 0.1 * Math.abs(start));
  const [low, high] = [lowest - 0.2 * span, start + 0.8 * span];
  const [first, last] = [Math.log10(sweptRates.from), Math.log10(sweptRates.to)];
  const exponent = linearScale(first, last, plot.left, plot.right);
  return {
    widthPx,
    heightPx: HEIGHT_PX,
    plot,
    x: (rate) => exponent(Math.log10(rate)),
    y: linearScale(low, high, plot.bottom, plot.top),
    xTicks: Array.from({ length: Math.round(last - first) + 1 }, (_, index) => Math.round(first) + index),
    yTicks: ticksBetween(low, high),
  };
}

/** A few round values within a range. */
function ticksBetween(low: number, high: number): readonly number[] {
  const step = ticksTo(high - low, 5)[1] ?? 1;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
