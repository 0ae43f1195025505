/**
 * The training loop: the article's recipe, one batch after another, pausable between any two.
 *
 * Losses stay on the device; they are read in groups about every `READ_EVERY_MS`, which is also where the
 * queue of a GPU is waited for, speed is measured and views may be drawn. Between batches the worker
 * answers the page's messages.
 */
import * as tf from '@tensorflow/tfjs';
import { learningRateAt } from '../../network/recipe';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError, faultOf } from '../failure';
import { setNoiseStream } from '../layers/noiseStream';
import type { NetworkModel } from '../model/networkModel';
import type { BackendName, BatchPoint, EngineEvent, EpochPoint, History, TrainingPhase } from '../protocol';
import { augmentedBatch, epochBatches } from './batchFeed';
import type { Batch, TrainingData } from './batchFeed';
import { evaluate } from './evaluate';
import type { Evaluation } from './evaluate';
import { createOptimizer } from './optimizers/createOptimizer';
import type { TrainingOptimizer } from './optimizers/createOptimizer';
import { awaitDeviceNews, breathe } from './breathe';
import { Speedometer } from './speedometer';
import { StepLosses } from './stepLosses';
import { trainingStep, type StepWatch } from './trainingStep';

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
  backendName(): BackendName;
  /** Asked before each step that `onSettled` follows at once: what is to look at it, if anything is. */
  watch?(network: NetworkModel, step: number): StepWatch | null;
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
  private readonly losses = new StepLosses();
  private readonly speed = new Speedometer();
  /** What validation took after the last epoch. */
  private validationMs = 0;
  /** Training images in the whole run, and how many of them were trained on. */
  private readonly imagesInRun: number;
  private imagesDone = 0;
  /** Steps to queue before reading: what fits into `READ_EVERY_MS`, learnt from the last reading. */
  private readAfter = 1;
  private wish: 'run' | 'pause' | 'stop' = 'run';
  /** Batches to do before pausing again; infinite while running freely. */
  private allowance = Infinity;
  private wake: (() => void) | null = null;
  private readonly optimizer: TrainingOptimizer;
  private failure: EngineError | null = null;
  private giveUp: (error: EngineError) => void = () => undefined;
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
      throw new EngineError('no-images', 'There are no training images: add some, or use a sample.');
    }
    this.stepsPerEpoch = Math.ceil(images / settings.batchSize);
    this.imagesInRun = images * settings.epochs;
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
    if (!this.active || this.phase === 'paused' || this.wish === 'stop') return;
    this.wish = 'pause';
    this.setPhase('pausing');
  }

  resume(batches = Infinity): void {
    if (!this.active || this.wish === 'stop') return;
    this.allowance = batches;
    this.wish = 'run';
    if (this.phase === 'pausing') this.setPhase('running');
    this.wake?.();
  }

  /** Ends after the batch under way. It cannot be taken back. */
  stop(): void {
    this.wish = 'stop';
    this.wake?.();
  }

  /** Ends with a failure: the device is gone or its results are wrong. */
  fail(error: EngineError): void {
    this.failure = error;
    this.stop();
    // What waits for a lost device may wait for ever; one that is there still has errors to tell, which belong to this run.
    if (error.code === 'device-lost') this.giveUp(error);
  }

  private async run(): Promise<void> {
    // The caller gets its answer before the first batch keeps the worker busy.
    await breathe();
    try {
      const givenUp = new Promise<never>((_, reject) => (this.giveUp = reject));
      await Promise.race([this.runEpochs(), givenUp]);
      this.setPhase(this.wish === 'stop' ? 'stopped' : 'finished');
    } catch (error) {
      if (!(error instanceof EngineError)) await awaitDeviceNews();
      this.surroundings.emit({
        type: 'fault',
        fault: faultOf(this.failure ?? error, 'Training stopped because a computation failed.'),
      });
      this.setPhase('failed');
    } finally {
      this.losses.dispose();
      this.optimizer.dispose();
    }
  }

  private async runEpochs(): Promise<void> {
    this.setPhase('running');
    for (this.epoch = 1; this.epoch <= this.settings.epochs; this.epoch++) {
      if (!(await this.runEpoch())) break;
    }
    this.epoch = Math.min(this.epoch, this.settings.epochs);
    await this.readPending();
    if (this.failure !== null) throw this.failure;
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
    const firstBatch = this.batches.length;
    for (const ids of batches) {
      if (!(await this.mayContinue())) return false;
      this.trainOn(ids);
      this.allowance--;
      await this.settle();
    }
    let lossSum = 0;
    let accuracySum = 0;
    let images = 0;
    for (const [index, point] of this.batches.slice(firstBatch).entries()) {
      const size = batches[index]?.length ?? 0;
      lossSum += point.loss * size;
      accuracySum += point.accuracy * size;
      images += size;
    }
    const validation = await this.validate();
    if (this.failure !== null) return false;
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
    this.speed.restart();
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
    this.optimizer.learningRate = learningRateAt(
      this.settings,
      this.step - 1,
      this.stepsPerEpoch * this.settings.epochs,
    );
    setNoiseStream(this.settings.seed, this.step);
    let values: tf.Tensor1D;
    try {
      const watch = this.settlesNext ? this.surroundings.watch?.(this.network, this.step) : null;
      values = trainingStep(this.network, this.optimizer, batch, watch);
    } finally {
      // A step that found no memory must not keep any.
      tf.dispose([batch.images, batch.labels]);
    }
    this.network.trained = true;
    this.imagesDone += ids.length;
    this.losses.add({ step: this.step, epoch: this.epoch, images: ids.length, values });
  }

  private makeBatch(ids: readonly number[]): Batch {
    const { data } = this.surroundings;
    const { augmentation, seed } = this.settings;
    return augmentedBatch(data, ids, this.network.input, augmentation, seed, this.step);
  }

  /** Whether losses are to be read when there are so many: enough, all of an epoch, or each one. */
  private isTimeToRead(losses: number): boolean {
    const last = this.stepInEpoch === this.stepsPerEpoch;
    return losses >= this.readAfter || last || this.surroundings.settleEveryStep();
  }

  /** Whether the views may be drawn right after the step under way: also where it is the last one before a pause. */
  private get settlesNext(): boolean {
    return this.allowance <= 1 || this.isTimeToRead(this.losses.count + 1);
  }

  /** Reads losses when it is time to, reports them and lets the views be drawn. */
  private async settle(): Promise<void> {
    if (!this.isTimeToRead(this.losses.count)) return;
    const steps = this.losses.count;
    const startedMs = performance.now() - this.speed.elapsedMs;
    await this.readPending();
    const stepMs = (performance.now() - startedMs) / Math.max(steps, 1);
    this.readAfter = Math.min(MOST_STEPS_QUEUED, Math.max(1, Math.round(READ_EVERY_MS / stepMs)));
    this.reportStatus();
    await this.surroundings.onSettled(false);
    this.speed.restart();
  }

  private async readPending(): Promise<void> {
    if (this.losses.count === 0) return;
    const { points, images } = await this.losses.read();
    if (this.failure !== null) throw this.failure;
    this.speed.add(images);
    this.batches.push(...points);
    this.surroundings.emit({ type: 'batches', points });
    const broken = points.find((point) => !Number.isFinite(point.loss));
    if (broken !== undefined) {
      throw new EngineError(
        'not-a-number',
        `The loss stopped being a number at step ${String(broken.step)}: the weights have grown without bound. ` +
          `Reset the weights and train with a smaller learning rate than ${String(this.settings.learningRate)}.`,
      );
    }
  }

  /** `null` without validation images, or where the run is stopped meanwhile. */
  private async validate(): Promise<Evaluation | null> {
    const { data } = this.surroundings;
    if (this.failure !== null || data.indices('validation').length === 0) return null;
    const startedMs = performance.now();
    const part = { data, split: 'validation', batchSize: this.settings.batchSize } as const;
    const result = await evaluate(this.network, part, () => this.wish === 'stop');
    this.validationMs = performance.now() - startedMs;
    if (result !== null && this.failure === null) {
      this.surroundings.emit({ type: 'evaluation', result: { ...result, epoch: this.epoch } });
    }
    return result;
  }

  private setPhase(phase: TrainingPhase): void {
    this.phase = phase;
    this.reportStatus();
  }

  /** Training at the present speed, and the validations to come as long as the last one; `null` before the first reading. */
  private get secondsLeft(): number | null {
    const { imagesPerSecond } = this.speed;
    if (imagesPerSecond === null || !this.active) return null;
    const validationsLeft = this.settings.epochs - this.epochs.length;
    return (
      (this.imagesInRun - this.imagesDone) / imagesPerSecond + (validationsLeft * this.validationMs) / 1000
    );
  }

  private reportStatus(): void {
    this.surroundings.emit({
      type: 'status',
      status: {
        phase: this.phase,
        epoch: this.epoch,
        epochs: this.settings.epochs,
        step: this.stepInEpoch,
        stepsPerEpoch: this.stepsPerEpoch,
        imagesPerSecond: this.speed.imagesPerSecond,
        secondsLeft: this.secondsLeft,
        backend: this.surroundings.backendName(),
      },
    });
  }
}
