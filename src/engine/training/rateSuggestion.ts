/** Reads the curve of a learning-rate sweep: what it looks like without the noise of single points, and which rate to take. */
import type { RatePoint, RateSuggestion } from '../protocol/learningRateFinder';

/** Standard deviation of the smoothing kernel, in points. */
const SIGMA = 3;
/** A fall by a smaller part of the loss is none. */
const ROUNDING = 1e-4;
/** The loss rises where the curve is first so many times its beginning. */
const RISEN = 1.01;
/** How far below that, where nothing else is known. */
const MARGIN = 10;

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
 * lowest point itself is close to where the loss rises; a tenth of it, the other rule in use, was too timid on the
 * playground's networks (`bench/learningRates.ts`). Where losses scatter the curve may lie low by chance, so each point
 * counts as a standard error higher than it is drawn. Where none is below the first then, a hundred steps were too few to
 * learn in, and what they do show is how much is too much: a tenth of that is left as a margin. `null` where they show neither.
 */
export function suggestedRate(points: readonly RatePoint[]): RateSuggestion | null {
  const start = points[0]?.smoothed ?? NaN;
  const ceiling = points.map(({ smoothed }, at) => smoothed + standardError(points, at));
  const at = ceiling.indexOf(Math.min(...ceiling));
  const lowest = points[at]?.rate;
  if (lowest !== undefined && (ceiling[at] ?? NaN) < start * (1 - ROUNDING)) {
    return { kind: 'steepest', rate: points[steepestFall(points.slice(0, at + 1))]?.rate ?? NaN, lowest };
  }
  const rise = points.find(({ smoothed }) => smoothed > start * RISEN)?.rate;
  return rise === undefined ? null : { kind: 'belowRise', rate: rise / MARGIN, rise };
}

/** Index of the point around which the curve falls most. */
function steepestFall(points: readonly RatePoint[]): number {
  const slopes = points.map(
    ({ smoothed }, at) => (points[at + 1]?.smoothed ?? smoothed) - (points[at - 1]?.smoothed ?? smoothed),
  );
  return slopes.indexOf(Math.min(...slopes));
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
