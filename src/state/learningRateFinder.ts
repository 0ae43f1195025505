/** The learning-rate finder as the page sees it: the sweep under way or the last one, and what it was made with. */
import { create } from 'zustand';
import type { RatePoint, RateSweep } from '../engine/protocol/learningRateFinder';
import type { Network } from '../network/graph';
import type { TrainingSettings } from '../network/recipe';
import { engine, onEngineEvent, reportFailure } from './engine';
import { synchronise } from './engineSync';
import { useNetwork } from './network';
import { useRunLock } from './runLock';
import { useTraining } from './training';

interface LearningRateFinderState {
  /** From 0 to 1 while a sweep is under way, else `null`. */
  readonly share: number | null;
  readonly points: readonly RatePoint[];
  /** What the last sweep came to; `null` before its end. */
  readonly sweep: RateSweep | null;
  /** What the points were found with; `null` before the first sweep. */
  readonly foundWith: { readonly settings: TrainingSettings; readonly network: Network } | null;
  /** Does nothing while a run is active or a sweep is under way. */
  find(): Promise<void>;
  /** Breaks the sweep off; what it found so far stays. */
  cancel(): Promise<void>;
  /** Takes a rate over into the recipe; the recipe of an active run stays. */
  use(rate: number): void;
  /** Forgets what was found. */
  clear(): void;
}

const nothing = { share: null, points: [], sweep: null, foundWith: null };

export const useLearningRateFinder = create<LearningRateFinderState>((set, get) => ({
  ...nothing,
  find: async () => {
    if (get().share !== null || useRunLock.getState().locked) return;
    const { settings } = useTraining.getState();
    const { network } = useNetwork.getState();
    set({ ...nothing, share: 0, foundWith: { settings, network } });
    try {
      // An edit just made in the page must count.
      await synchronise(settings.seed);
      const sweep = await engine().findLearningRate(settings);
      set({ share: null, sweep, points: sweep.points });
    } catch (error) {
      set(nothing);
      reportFailure('Looking for a learning rate')(error);
    }
  },
  cancel: () => engine().cancelLearningRateFinder().catch(reportFailure('Cancelling')),
  use: (learningRate) => {
    const { settings, setSettings } = useTraining.getState();
    setSettings({ ...settings, learningRate });
  },
  clear: () => {
    if (get().share === null) set(nothing);
  },
}));

onEngineEvent('rateSweep', ({ progress }) => {
  if (useLearningRateFinder.getState().share !== null) useLearningRateFinder.setState(progress);
});

/** What of the recipe decides a sweep: all but what a sweep varies, and how long and how a run goes on. */
function sweptWith({
  learningRate: _rate,
  learningRateSchedule: _schedule,
  epochs: _epochs,
  ...rest
}: TrainingSettings): string {
  return JSON.stringify(rest);
}

/** Whether a sweep made with `then` would be another one with `now`. */
export function findsAnew(then: TrainingSettings, now: TrainingSettings): boolean {
  return sweptWith(then) !== sweptWith(now);
}
