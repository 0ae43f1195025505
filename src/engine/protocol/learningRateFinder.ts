/** The learning-rate finder: what it tries, and what comes of it. */
import type { TrainingSettings } from '../../network/recipe';

/** What a sweep tries: from the least that the recipe takes to the most, evenly spaced on a logarithmic axis. */
export const sweptRates = { from: 1e-6, to: 10, count: 100 };

/** One mini-batch of a sweep. Losses are those before the step with this rate. */
export interface RatePoint {
  readonly rate: number;
  /** As a run would report it. */
  readonly batchLoss: number;
  /** Without the luck of the batch: `batchLoss` less what the first weights made of the same batch, plus their mean. */
  readonly loss: number;
  /** The curve through `loss`. Its last part changes a little while points come on. */
  readonly smoothed: number;
}

/**
 * A rate to train with: where the curve falls fastest for a growing rate, on its way to its lowest point; or, where no fall
 * stands out from the noise, a tenth of the rate at which it rises.
 */
export type RateSuggestion =
  | { readonly kind: 'steepest'; readonly rate: number; readonly lowest: number }
  | { readonly kind: 'belowRise'; readonly rate: number; readonly rise: number };

/**
 * Why a sweep ended: all rates were tried, the loss ran away, it stopped being a number, or the sweep was broken off, be it
 * by the user or because a run began or the network, the pictures or the backend changed.
 */
export type SweepEnding = 'complete' | 'diverged' | 'notANumber' | 'cancelled';

export interface RateSweep {
  /** In order of the rate; without the one whose loss was no number. */
  readonly points: readonly RatePoint[];
  readonly ending: SweepEnding;
  /** `null` where the loss neither falls nor rises, and after a cancelled sweep. */
  readonly suggestion: RateSuggestion | null;
}

/** What the page hears while a sweep is under way. */
export interface SweepProgress {
  /** From 0 to 1. The first quarter measures the batches, before there are points. */
  readonly share: number;
  /** All so far. */
  readonly points: readonly RatePoint[];
}

/** The part of `Engine` that looks for a learning rate. */
export interface LearningRateFinding {
  /**
   * Tries learning rates from tiny to huge on a copy of the network, mini-batch by mini-batch: the network, its moving
   * statistics and the history stay as they are. Throws as `train` does; where it is broken off it ends normally.
   */
  findLearningRate(settings: TrainingSettings): Promise<RateSweep>;
  /** Breaks the sweep off, if there is one; resolves when nothing is left of it. */
  cancelLearningRateFinder(): Promise<void>;
}
