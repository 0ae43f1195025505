/** Where runs begin and end: at most one is active; the last one's history stays until the next begins. */
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { History } from '../protocol';
import type { RateSweep } from '../protocol/learningRateFinder';
import { HealthRecorder, type HealthSurroundings } from './healthRecorder';
import { LearningRateSweep } from './learningRateFinder';
import { TrainingRun } from './trainer';
import type { TrainerSurroundings } from './trainer';

interface DeskSurroundings extends Omit<TrainerSurroundings, 'watch'> {
  readonly pictures: HealthSurroundings['pictures'];
}

export class TrainingDesk {
  /** Looks at the runs' steps while somebody asks it. */
  readonly health: HealthRecorder;
  private run: TrainingRun | null = null;
  private sweep: LearningRateSweep | null = null;

  /** `ended` is called after each run, however it ended. */
  constructor(
    private readonly surroundings: DeskSurroundings,
    private readonly ended: () => void,
  ) {
    this.health = new HealthRecorder({
      pictures: surroundings.pictures,
      stepsDone: () => this.stepsDone,
      running: () => this.drawsItself,
      nowMs: () => performance.now(),
    });
  }

  get active(): boolean {
    return this.run?.active === true;
  }

  /** Whether the run will draw the views itself at its next pause. */
  get drawsItself(): boolean {
    return this.run?.drawsItself === true;
  }

  get stepsDone(): number {
    return this.run?.stepsDone ?? 0;
  }

  get history(): History {
    return this.run?.history ?? { batches: [], epochs: [] };
  }

  /** Throws `busy` while a run is active; `what` names what must wait: "change the network". */
  refuseWhileActive(what: string): void {
    if (this.active) throw new EngineError('busy', `Stop training before you ${what}.`);
  }

  /**
   * Starts a run from the current weights; untrained ones are drawn from the settings' seed first, so that the seed alone
   * decides. Throws `busy`, `bad-network` when classes and units differ, `no-images`.
   */
  begin(network: NetworkModel, settings: TrainingSettings, onlyOneBatch: boolean): void {
    this.refuseWhileActive('start again');
    this.refuseOtherClasses(network);
    if (!network.trained && network.seed !== settings.seed) network.reset(settings.seed);
    this.forget();
    const surroundings: TrainerSurroundings = {
      ...this.surroundings,
      watch: (of, step) => this.health.watch(of, step),
      onSettled: async (paused) => {
        await this.health.settle();
        await this.surroundings.onSettled(paused);
      },
    };
    this.run = new TrainingRun(network, settings, surroundings, onlyOneBatch);
    void this.run.ended.then(() => {
      this.health.drop();
      this.ended();
    });
  }

  /**
   * Sweeps the learning rate on a copy of the network; one sweep at a time. Throws `bad-network` when classes and units
   * differ, `no-images`.
   */
  async findLearningRate(network: NetworkModel, settings: TrainingSettings): Promise<RateSweep> {
    this.refuseWhileActive('look for a learning rate');
    this.refuseOtherClasses(network);
    const { data, emit } = this.surroundings;
    const sweep = new LearningRateSweep(network, settings, {
      data,
      tell: (progress) => emit({ type: 'rateSweep', progress }),
    });
    this.sweep = sweep;
    try {
      return await sweep.ended;
    } finally {
      if (this.sweep === sweep) this.sweep = null;
    }
  }

  /** Breaks the sweep off, if there is one. Resolves when nothing is left of it; its failure is its caller's to hear. */
  async cancelFinder(): Promise<void> {
    this.sweep?.cancel();
    await this.sweep?.ended.catch(() => undefined);
  }

  /** One more batch of the run under way; false when there is none. */
  stepOn(): boolean {
    if (!this.active) return false;
    this.run?.resume(1);
    return true;
  }

  pause(): void {
    this.run?.pause();
  }

  resume(): void {
    this.run?.resume();
  }

  /** Resolves when the run, if any, has ended. */
  async stop(): Promise<void> {
    this.run?.stop();
    await this.run?.ended;
  }

  /** Ends the run with a failure, and the sweep, which a lost device would keep waiting; false when no run was active. */
  async fail(error: EngineError): Promise<boolean> {
    if (error.code === 'device-lost') this.sweep?.abandon();
    await this.cancelFinder();
    if (!this.active) return false;
    this.run?.fail(error);
    await this.run?.ended;
    return true;
  }

  private refuseOtherClasses(network: NetworkModel): void {
    const classes = this.surroundings.data.classNames.length;
    if (classes > 0 && classes !== network.classes) {
      throw new EngineError(
        'bad-network',
        `The pictures have ${String(classes)} classes but the network ends with ${String(network.classes)} units: make them equal.`,
      );
    }
  }

  /** Drops the last run's history and evaluation. */
  forget(): void {
    this.run = null;
    this.health.forget();
    this.surroundings.emit({ type: 'historyCleared' });
    this.surroundings.emit({ type: 'evaluation', result: null });
  }
}
