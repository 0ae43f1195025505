/**
 * The learning-rate range test: Smith 2015, "Cyclical Learning Rates for Training Neural Networks", section 3.3, with the
 * rate rising exponentially as in fastai's `lr_find`. Each mini-batch is trained on with a higher rate than the one before,
 * until the loss runs away. A loss also says how hard its batch is, which in a few hundred pictures hides what the rate
 * does; so the batches are first measured with the weights as they are, augmentation and dropout included, and the curve
 * is drawn through the differences (control variates).
 *
 * All of it happens on a copy of the network that is thrown away: the user's own, with its moving statistics, is only read.
 * The random streams are keyed by seed and step and have no state to disturb.
 */
import * as tf from '@tensorflow/tfjs';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import { setNoiseStream } from '../layers/noiseStream';
import { NetworkModel } from '../model/networkModel';
import { sweptRates } from '../protocol/learningRateFinder';
import type { RatePoint, RateSweep, SweepEnding, SweepProgress } from '../protocol/learningRateFinder';
import { readAndDispose } from '../readAndDispose';
import { augmentedBatch, epochBatches } from './batchFeed';
import type { Batch, TrainingData } from './batchFeed';
import { breathe } from './breathe';
import { totalLoss } from './loss';
import { createOptimizer } from './optimizers/createOptimizer';
import type { TrainingOptimizer } from './optimizers/createOptimizer';
import { smoothedLosses, suggestedRate } from './rateSuggestion';
import { trainingStep } from './trainingStep';

/** The loss has run away once its curve is so many times its lowest, as in fastai, and worse than guessing. */
const DIVERGED = 4;
/** A forward pass takes about a third of a whole step. */
const MEASURING_SHARE = 0.25;
/** The page hears of new points so often at most. */
const TELL_EVERY_MS = 100;

interface SweepSurroundings {
  readonly data: TrainingData;
  tell(progress: SweepProgress): void;
}

/** One sweep from its beginning to its end. */
export class LearningRateSweep {
  private cancelled = false;
  private giveUp: () => void = () => undefined;
  private copy: NetworkModel | null = null;
  private readonly optimizer: TrainingOptimizer;
  private readonly rates: number[] = [];
  private readonly batchLosses: number[] = [];
  /** What the first weights made of each batch. */
  private readonly baseline: number[] = [];
  private toldMs = -Infinity;
  /** Settles when the sweep has ended and nothing of it is left. Rejects with what the backend throws. */
  readonly ended: Promise<RateSweep>;

  /** Begins at once, with the weights and batches that a run would begin with. Throws `no-images`. */
  constructor(
    private readonly network: NetworkModel,
    private readonly settings: TrainingSettings,
    private readonly surroundings: SweepSurroundings,
  ) {
    if (surroundings.data.indices('train').length === 0) {
      throw new EngineError('no-images', 'There are no training images: add some, or use a sample.');
    }
    this.optimizer = createOptimizer(settings);
    this.ended = this.run();
  }

  /** Ends it after the batch under way. */
  cancel(): void {
    this.cancelled = true;
  }

  /** Ends it without waiting for its device, which is lost. */
  abandon(): void {
    this.cancel();
    this.giveUp();
  }

  private async run(): Promise<RateSweep> {
    try {
      const givenUp = new Promise<SweepEnding>((resolve) => {
        this.giveUp = () => resolve('cancelled');
      });
      const ending = await Promise.race([this.sweep(), givenUp]);
      const { points } = this;
      // Half a curve may be about to fall further, or to rise.
      return { points, ending, suggestion: ending === 'cancelled' ? null : suggestedRate(points) };
    } finally {
      this.optimizer.dispose();
      this.copy?.dispose();
    }
  }

  private async sweep(): Promise<SweepEnding> {
    const { network, settings } = this;
    // As in a run, untrained weights come from the settings' seed.
    const copy = await NetworkModel.build(network.network, settings.seed, await network.worthKeeping());
    if (this.cancelled) {
      copy.dispose();
      return 'cancelled';
    }
    this.copy = copy;
    for (const ids of this.batches()) {
      const loss = await this.read(copy, ids, (batch) => lossOf(copy, batch));
      if (loss === null) return 'cancelled';
      if (!Number.isFinite(loss)) return 'notANumber';
      this.baseline.push(loss);
      this.tell((MEASURING_SHARE * this.baseline.length) / sweptRates.count);
    }
    const guessing = Math.log(copy.classes);
    for (const ids of this.batches()) {
      const rate = rateAt(this.rates.length);
      this.optimizer.learningRate = rate;
      const loss = await this.read(copy, ids, (batch) => trainingStep(copy, this.optimizer, batch));
      if (loss === null) return 'cancelled';
      if (!Number.isFinite(loss)) return 'notANumber';
      this.rates.push(rate);
      this.batchLosses.push(loss);
      const curve = smoothedLosses(this.losses);
      if ((curve.at(-1) ?? NaN) > Math.max(DIVERGED * Math.min(...curve), guessing)) return 'diverged';
      this.tell(MEASURING_SHARE + ((1 - MEASURING_SHARE) * this.rates.length) / sweptRates.count);
    }
    return 'complete';
  }

  /**
   * The first number that `compute` gives for the next batch, drawn as a run draws that of the same step; `null` where the
   * sweep was cancelled before.
   */
  private async read(
    { input }: NetworkModel,
    ids: readonly number[],
    compute: (batch: Batch) => tf.Tensor,
  ): Promise<number | null> {
    await breathe();
    if (this.cancelled) return null;
    const { augmentation, seed } = this.settings;
    const measured = this.baseline.length < sweptRates.count ? this.baseline : this.batchLosses;
    const step = measured.length + 1;
    const batch = augmentedBatch(this.surroundings.data, ids, input, augmentation, seed, step);
    let values: tf.Tensor;
    try {
      setNoiseStream(seed, step);
      values = compute(batch);
    } finally {
      tf.dispose([batch.images, batch.labels]);
    }
    return (await readAndDispose(values))[0] ?? NaN;
  }

  /** As many batches as there are rates, epoch after epoch. */
  private *batches(): Generator<readonly number[]> {
    const { batchSize, seed } = this.settings;
    const ids = this.surroundings.data.indices('train');
    let left = sweptRates.count;
    for (let epoch = 1; left > 0; epoch++) {
      const batches = epochBatches(ids, batchSize, seed, epoch).slice(0, left);
      left -= batches.length;
      yield* batches;
    }
  }

  /** Without the luck of the batches. */
  private get losses(): readonly number[] {
    const mean = this.baseline.reduce((sum, loss) => sum + loss, 0) / this.baseline.length;
    return this.batchLosses.map((loss, index) => loss - (this.baseline[index] ?? NaN) + mean);
  }

  private get points(): readonly RatePoint[] {
    const { losses } = this;
    const curve = smoothedLosses(losses);
    return losses.map((loss, index) => ({
      rate: this.rates[index] ?? NaN,
      batchLoss: this.batchLosses[index] ?? NaN,
      loss,
      smoothed: curve[index] ?? NaN,
    }));
  }

  private tell(share: number): void {
    if (performance.now() - this.toldMs < TELL_EVERY_MS) return;
    this.toldMs = performance.now();
    this.surroundings.tell({ share, points: this.points });
  }
}

/** As in training, dropout and the batch's own statistics included, without a step. [1] */
function lossOf(network: NetworkModel, { images, labels }: Batch): tf.Tensor {
  return tf.tidy(() => {
    const logits = network.model.apply(images, { training: true }) as tf.Tensor2D;
    return totalLoss(logits, labels, network.regularized);
  });
}

function rateAt(index: number): number {
  const { from, to, count } = sweptRates;
  return from * (to / from) ** (index / (count - 1));
}
