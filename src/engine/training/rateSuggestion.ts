/** Reads the curve of a learning-rate sweep: what it looks like without the noise of single points, and which rate to take. */
import type { RatePoint, RateSuggestion } from '../protocol/learningRateFinder';

/** Standard deviation of the smoothing kernel, in points. */
const SIGMA = 3;
/** A fall by a smaller part of the loss is rounding. */
const LEAST_FALL = 1e-4;

/**
 * Losses as a curve: each the mean of all around it, weighted by a normal density. Unlike fastai's running average it looks
 * both ways and so does not lag behind, which would show every fall at too high a rate.
 */
export function smoothedLosses(losses: readonly number[]): readonly number[] {
  return losses.map((_, at) => {
    const weights = weightsAround(at, losses.length);
    return losses.reduce((sum, loss, index) => sum + loss * (weights[index] ?? 0), 0);
  });
}

/**
 * Which rate to train with: that at which the curve falls fastest for a growing rate, on its way to its lowest point. The
 * lowest point itself is too late, since the loss is about to rise there; a tenth of it, the other rule in use, was too
 * timid on the playground's networks (`bench/learningRates.ts`). Where losses scatter the curve may lie low by chance, so
 * each point counts as a standard error higher than it is drawn. `null` where no point is below the
 * first.
 */
export function suggestedRate(points: readonly RatePoint[]): RateSuggestion | null {
  const start = points[0]?.smoothed ?? NaN;
  const ceiling = points.map(({ smoothed }, at) => smoothed + standardError(points, at));
  const lowest = ceiling.indexOf(Math.min(...ceiling));
  if (!((ceiling[lowest] ?? NaN) < start * (1 - LEAST_FALL))) return null;
  const fall = points.slice(0, lowest + 1).map(({ smoothed }) => smoothed);
  const slopes = fall.map((here, at) => (fall[at + 1] ?? here) - (fall[at - 1] ?? here));
  const steepest = slopes.indexOf(Math.min(...slopes));
  return { rate: points[steepest]?.rate ?? NaN, lowest: points[lowest]?.rate ?? NaN };
}

/** Of the curve at a point, from how the losses around it scatter. */
function standardError(points: readonly RatePoint[], at: number): number {
  const weights = weightsAround(at, points.length);
  const centre = points[at]?.smoothed ?? NaN;
  let variance = 0;
  let squares = 0;
  for (const [index, { loss }] of points.entries()) {
    const weight = weights[index] ?? 0;
    variance += weight * (loss - centre) ** 2;
    squares += weight ** 2;
  }
  return Math.sqrt(variance * squares);
}

/** The kernel around one of `count` points; adds up to 1. */
function weightsAround(at: number, count: number): readonly number[] {
  const density = Array.from({ length: count }, (_, index) =>
    Math.exp(-((index - at) ** 2) / (2 * SIGMA ** 2)),
  );
  const total = density.reduce((sum, weight) => sum + weight, 0);
  return density.map((weight) => weight / total);
}
