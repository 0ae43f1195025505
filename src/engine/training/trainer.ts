/**
 * The training loop: the article's recipe, one batch after another, pausable between any two.
 *
 * Losses stay on the device; they are read in groups about every `READ_EVERY_MS`, which is also where the
 * queue of a GPU is waited for, speed is measured and views may be drawn. Between batches the worker
 * answers the page's messages.
 */
import * as tf from '@tensorflow/tfjs';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError, faultOf } from '../failure';
import { setDropoutStream } from '../layers/dropout';
import type { NetworkModel } from '../model/networkModel';
import type {
  BatchPoint,
  EngineEvent,
  EpochPoint,
  EvaluationResult,
  History,
  TrainingPhase,
} from '../protocol';
import { augmentedBatch, epochBatches } from './batchFeed';
import type { Batch, TrainingData } from './batchFeed';
import { evaluate } from './evaluate';
import { createOptimizer } from './optimizers/createOptimizer';
import type { TrainingOptimizer } from './optimizers/createOptimizer';
import { awaitDeviceNews, breathe } from './breathe';
import { Speedometer } from './speedometer';
import { trainingStep } from './trainingStep';

const READ_EVERY_MS = 250;
/** At most this many steps may be queued on a GPU before it is waited for, however fast they are. */
const MOST_STEPS_QUEUED = 64;

/** What the loop needs from the rest of the engine. */
export interface TrainerSurroundings {
  readonly data: TrainingData;
  emit(event: EngineEvent): void;
  /** Whether the user wants to see every single step. */
  settleEveryStep(): boolean;
  /** Called where the queue is empty anyway; may draw the views, and does when `paused`. */
  onSettled(paused: boolean): Promise<void>;
  /** Called after each epoch, for whoever keeps the weights safe. */
  onEpoch(epoch: number): Promise<void>;
  backendName(): 'webgpu' | 'webgl' | 'wasm' | 'cpu';
}

/** One run from Train to its end. */
export class TrainingRun {
  private phase: TrainingPhase = 'preparing';
  private epoch = 0;
  private stepInEpoch = 0;
  private step = 0;
  private stepsPerEpoch = 0;
  private readonly batches: BatchPoint[] = [];
  private readonly epochs: EpochPoint[] = [];
  /** [loss, accuracy] of steps whose numbers are still on the device. */
  private pending: {
    readonly step: number;
    readonly epoch: number;
    readonly images: number;
    readonly values: tf.Tensor1D;
  }[] = [];
  private readonly speed = new Speedometer();
  /** Steps to queue before reading: what fits into `READ_EVERY_MS`, learnt from the last reading. */
  private readAfter = 1;
  private wish: 'run' | 'pause' | 'stop' = 'run';
  /** Batches to do before pausing again; infinite while running freely. */
  private allowance = Infinity;
  private wake: (() => void) | null = null;
  private readonly optimizer: TrainingOptimizer;
  private failure: EngineError | null = null;
  /** Settles when the run has ended, however it ended; never rejects. */
  readonly ended: Promise<void>;

  /** Begins at once; with `onlyOneBatch`, pauses after the first. Throws `no-images` when there is nothing to train on. */
  constructor(
    private readonly network: NetworkModel,
    private readonly settings: TrainingSettings,
    private readonly surroundings: TrainerSurroundings,
    onlyOneBatch: boolean,
  ) {
    const images = surroundings.data.indices('train').length;
    if (images === 0) {
      throw new EngineError(
        'no-images',
        'There are no training images: add some, or use the drawn cats and dogs.',
      );
    }
    this.stepsPerEpoch = Math.ceil(images / settings.batchSize);
    if (onlyOneBatch) this.allowance = 1;
    this.optimizer = createOptimizer(settings);
    this.ended = this.run();
  }

  get active(): boolean {
    return !['finished', 'stopped', 'failed'].includes(this.phase);
  }

  /** Whether the loop itself comes to `onSettled` soon: views asked for meanwhile wait for that. */
  get drawsItself(): boolean {
    return this.phase === 'preparing' || this.phase === 'running' || this.phase === 'pausing';
  }

  get stepsDone(): number {
    return this.step;
  }

  get history(): History {
    return { batches: this.batches, epochs: this.epochs };
  }

  pause(): void {
    if (!this.active || this.phase === 'paused') return;
    this.wish = 'pause';
    this.setPhase('pausing');
  }

  resume(batches = Infinity): void {
    if (!this.active) return;
    this.allowance = batches;
    this.wish = 'run';
    this.wake?.();
  }

  /** Ends after the batch under way. */
  stop(): void {
    this.wish = 'stop';
    this.wake?.();
  }

  /** Ends with a failure: the device is gone or its results are wrong. */
  fail(error: EngineError): void {
    this.failure = error;
    this.stop();
  }

  private async run(): Promise<void> {
    // The caller gets its answer before the first batch keeps the worker busy.
    await breathe();
    try {
      this.setPhase('running');
      for (this.epoch = 1; this.epoch <= this.settings.epochs; this.epoch++) {
        if (!(await this.runEpoch())) break;
      }
      this.epoch = Math.min(this.epoch, this.settings.epochs);
      await this.readPending();
      if (this.failure !== null) throw this.failure;
      this.setPhase(this.wish === 'stop' ? 'stopped' : 'finished');
    } catch (error) {
      if (!(error instanceof EngineError)) await awaitDeviceNews();
      this.surroundings.emit({
        type: 'fault',
        fault: faultOf(this.failure ?? error, 'Training stopped because a computation failed.'),
      });
      this.setPhase('failed');
    } finally {
      tf.dispose(this.pending.map((each) => each.values));
      this.pending = [];
      this.optimizer.dispose();
    }
  }

  /** Returns false when the run was stopped within. */
  private async runEpoch(): Promise<boolean> {
    const { data } = this.surroundings;
    const startedMs = performance.now();
    const batches = epochBatches(
      data.indices('train'),
      this.settings.batchSize,
      this.settings.seed,
      this.epoch,
    );
    this.stepsPerEpoch = batches.length;
    this.stepInEpoch = 0;
    let lossSum = 0;
    let accuracySum = 0;
    let images = 0;
    const firstBatch = this.batches.length;
    for (const ids of batches) {
      if (!(await this.mayContinue())) return false;
      this.trainOn(ids);
      this.allowance--;
      await this.settle(this.stepInEpoch === batches.length);
    }
    for (const [index, point] of this.batches.slice(firstBatch).entries()) {
      const size = batches[index]?.length ?? 0;
      lossSum += point.loss * size;
      accuracySum += point.accuracy * size;
      images += size;
    }
    const validation = await this.validate();
    const point: EpochPoint = {
      epoch: this.epoch,
      step: this.step,
      loss: lossSum / images,
      accuracy: accuracySum / images,
      validationLoss: validation?.loss ?? null,
      validationAccuracy: validation?.accuracy ?? null,
      durationMs: performance.now() - startedMs,
    };
    this.epochs.push(point);
    this.surroundings.emit({ type: 'epoch', point });
    await this.surroundings.onEpoch(this.epoch);
    return this.wish !== 'stop';
  }

  /** Waits while paused; false once stopped. */
  private async mayContinue(): Promise<boolean> {
    await breathe();
    if (this.allowance <= 0 && this.wish === 'run') this.wish = 'pause';
    if (this.wish === 'pause') {
      await this.readPending();
      this.setPhase('paused');
      await this.surroundings.onSettled(true);
      // A resume or stop may have come while the views were drawn.
      while (this.wish === 'pause') {
        await new Promise<void>((resolve) => (this.wake = resolve));
        this.wake = null;
      }
      this.speed.restart();
      if (this.wish === 'run') this.setPhase('running');
    }
    return this.wish !== 'stop';
  }

  private trainOn(ids: readonly number[]): void {
    this.step++;
    this.stepInEpoch++;
    const batch = this.makeBatch(ids);
    setDropoutStream(this.settings.seed, this.step);
    const values = trainingStep(this.network, this.optimizer, batch);
    tf.dispose([batch.images, batch.labels]);
    this.network.trained = true;
    this.pending.push({ step: this.step, epoch: this.epoch, images: ids.length, values });
  }

  private makeBatch(ids: readonly number[]): Batch {
    const { data } = this.surroundings;
    const { augmentation, seed } = this.settings;
    return augmentedBatch(data, ids, this.network.input, augmentation, seed, this.step);
  }

  /** Reads losses when it is time to, reports them and lets the views be drawn. */
  private async settle(last: boolean): Promise<void> {
    if (this.pending.length < this.readAfter && !last && !this.surroundings.settleEveryStep()) return;
    const steps = this.pending.length;
    const startedMs = performance.now() - this.speed.elapsedMs;
    await this.readPending();
    const stepMs = (performance.now() - startedMs) / Math.max(steps, 1);
    this.readAfter = Math.min(MOST_STEPS_QUEUED, Math.max(1, Math.round(READ_EVERY_MS / stepMs)));
    this.reportStatus();
    await this.surroundings.onSettled(false);
    this.speed.restart();
  }

  private async readPending(): Promise<void> {
    const { pending } = this;
    if (pending.length === 0) return;
    this.pending = [];
    const stacked = tf.tidy(() => tf.concat(pending.map((each) => each.values)));
    tf.dispose(pending.map((each) => each.values));
    const numbers = await stacked.data<'float32'>();
    stacked.dispose();
    let images = 0;
    const points = pending.map((each, index): BatchPoint => {
      images += each.images;
      return {
        step: each.step,
        epoch: each.epoch,
        loss: numbers[2 * index] ?? NaN,
        accuracy: numbers[2 * index + 1] ?? NaN,
      };
    });
    this.speed.add(images);
    this.batches.push(...points);
    this.surroundings.emit({ type: 'batches', points });
    const broken = points.find((point) => !Number.isFinite(point.loss));
    if (broken !== undefined && this.failure === null) {
      throw new EngineError(
        'not-a-number',
        `The loss stopped being a number at step ${String(broken.step)}: the weights have grown without bound. ` +
          `Reset the weights and train with a smaller learning rate than ${String(this.settings.learningRate)}.`,
      );
    }
  }

  private async validate(): Promise<EvaluationResult | null> {
    const { data } = this.surroundings;
    if (this.failure !== null || data.indices('validation').length === 0) return null;
    const result = await evaluate(
      this.network,
      data,
      'validation',
      this.settings.batchSize,
      () => this.wish === 'stop',
    );
    if (result !== null) this.surroundings.emit({ type: 'evaluation', result });
    this.speed.restart();
    return result;
  }

  private setPhase(phase: TrainingPhase): void {
    this.phase = phase;
    this.reportStatus();
  }

  /** Sends the status; also used when a listener arrives late. */
  reportStatus(): void {
    const { imagesPerSecond } = this.speed;
    const stepsLeft = this.settings.epochs * this.stepsPerEpoch - this.step;
    this.surroundings.emit({
      type: 'status',
      status: {
        phase: this.phase,
        epoch: this.epoch,
        epochs: this.settings.epochs,
        step: this.stepInEpoch,
        stepsPerEpoch: this.stepsPerEpoch,
        imagesPerSecond,
        secondsLeft:
          imagesPerSecond === null || !this.active
            ? null
            : (stepsLeft * this.settings.batchSize) / imagesPerSecond,
        backend: this.surroundings.backendName(),
      },
    });
  }
}
