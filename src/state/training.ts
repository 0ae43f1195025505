/**
 * A training run as the page sees it: its settings, where it stands, its history and what it came to.
 * The engine may report hundreds of times a second; the store takes that in at most `UPDATE_EVERY_MS` apart.
 */
import { create } from 'zustand';
import type {
  BackendChoice,
  BackendReport,
  BatchPoint,
  EpochPoint,
  EvaluationResult,
  History,
  TrainingStatus,
} from '../engine/protocol';
import { articleSettings } from '../network/recipe';
import type { TrainingSettings } from '../network/recipe';
import { engine, onEngineEvent, reportFailure } from './engine';
import { synchronise } from './engineSync';
import { createPacer } from './pacer';
import { useRunLock } from './runLock';

/** About three times a second: fast enough to look alive, slow enough to leave the page free. */
const UPDATE_EVERY_MS = 330;

interface TrainingState {
  readonly settings: TrainingSettings;
  /** What the last run was begun with; `null` before the first. */
  readonly ranWith: TrainingSettings | null;
  /** `null` until a run was begun. */
  readonly status: TrainingStatus | null;
  readonly history: History;
  readonly evaluation: EvaluationResult | null;
  /** `null` until a backend runs. */
  readonly backend: BackendReport | null;
  /** What the user just asked for and the engine has not yet answered. */
  readonly asking: 'train' | 'step' | 'pause' | 'resume' | 'stop' | 'resetWeights' | 'backend' | null;
  /** Ignored while a run is active. */
  setSettings(settings: TrainingSettings): void;
  train(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  step(): Promise<void>;
  stop(): Promise<void>;
  resetWeights(): Promise<void>;
  selectBackend(choice: BackendChoice): Promise<void>;
}

const emptyHistory: History = { batches: [], epochs: [] };

export const useTraining = create<TrainingState>((set, get) => {
  const ask = async (
    asking: NonNullable<TrainingState['asking']>,
    deed: string,
    call: () => Promise<unknown>,
  ) => {
    if (get().asking !== null) return;
    set({ asking });
    try {
      await call();
    } catch (error) {
      reportFailure(deed)(error);
    } finally {
      set({ asking: null });
    }
  };
  /** The engine must have the last edits before it trains on them. */
  const synchronised = async (call: (settings: TrainingSettings) => Promise<void>) => {
    const { settings } = get();
    await synchronise(settings.seed);
    await call(settings);
  };
  const begun = async (settings: TrainingSettings, how: 'train' | 'step') => {
    await engine()[how](settings);
    set({ ranWith: settings });
  };
  return {
    settings: articleSettings,
    ranWith: null,
    status: null,
    history: emptyHistory,
    evaluation: null,
    backend: null,
    asking: null,
    setSettings: (settings) => {
      if (!useRunLock.getState().locked) set({ settings });
    },
    train: () =>
      ask('train', 'Starting the training', () => synchronised((settings) => begun(settings, 'train'))),
    pause: () => ask('pause', 'Pausing', () => engine().pause()),
    resume: () => ask('resume', 'Resuming', () => engine().resume()),
    step: () => ask('step', 'Training one batch', () => synchronised((settings) => begun(settings, 'step'))),
    stop: () => ask('stop', 'Stopping', () => engine().stop()),
    resetWeights: () =>
      ask('resetWeights', 'Resetting the weights', () =>
        synchronised((settings) => engine().resetWeights(settings.seed)),
      ),
    selectBackend: (choice) =>
      ask('backend', 'Starting the backend', async () =>
        set({ backend: await engine().selectBackend(choice) }),
      ),
  };
});

/** What came since the store was last updated. */
let newBatches: BatchPoint[] = [];
let newEpochs: EpochPoint[] = [];
let newStatus: TrainingStatus | null = null;

const pacer = createPacer(UPDATE_EVERY_MS, () => {
  useTraining.setState(({ history, status }) => ({
    status: newStatus ?? status,
    history:
      newBatches.length + newEpochs.length === 0
        ? history
        : { batches: [...history.batches, ...newBatches], epochs: [...history.epochs, ...newEpochs] },
  }));
  newBatches = [];
  newEpochs = [];
  newStatus = null;
});

onEngineEvent('status', ({ status }) => {
  const phaseChanged = status.phase !== (newStatus ?? useTraining.getState().status)?.phase;
  newStatus = status;
  pacer.request();
  if (phaseChanged) pacer.flush();
});
onEngineEvent('batches', ({ points }) => {
  newBatches.push(...points);
  pacer.request();
});
onEngineEvent('epoch', ({ point }) => {
  newEpochs.push(point);
  pacer.request();
});
onEngineEvent('historyCleared', () => {
  newBatches = [];
  newEpochs = [];
  newStatus = null;
  useTraining.setState({ history: emptyHistory, status: null });
});
onEngineEvent('evaluation', ({ result }) => useTraining.setState({ evaluation: result }));
onEngineEvent('backend', ({ report }) => useTraining.setState({ backend: report }));
