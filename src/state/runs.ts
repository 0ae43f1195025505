/** The runs that were made: each is kept when it ends, with its settings, network and history. */
import { create } from 'zustand';
import type { DatasetSummary, EpochPoint, TrainingPhase } from '../engine/protocol';
import { infer } from '../network/inference';
import { dropRun, keepRun, loadRuns, type RunRecord } from '../storage/runs';
import { useDataset } from './dataset';
import { onEngineEvent } from './engine';
import { useNetwork } from './network';
import { useTraining } from './training';

export type { RunRecord };

/** Runs that are not pinned give way to newer ones beyond so many. */
const MOST_RUNS = 100;
/** Epochs of a run that are kept: evenly thinned beyond, the last one always there. */
const MOST_EPOCHS = 2000;

interface RunsState {
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** Ids of those that are compared, in the order they were chosen. */
  readonly compared: readonly string[];
  /** Why runs are not kept over a reload, in words; `null` when they are. */
  readonly complaint: string | null;
  /** Brings back what is kept. */
  load(): Promise<void>;
  compare(id: string, chosen: boolean): void;
  change(id: string, patch: Partial<Pick<RunRecord, 'name' | 'note' | 'pinned'>>): void;
  remove(id: string): void;
  /** Puts back a run that was removed. */
  restore(run: RunRecord): void;
}

const NOT_KEPT =
  'This browser refuses to keep runs, so a reload will lose them. Export what you need as CSV.';

export const useRuns = create<RunsState>((set, get) => {
  const complain = () => set({ complaint: NOT_KEPT });
  const put = (run: RunRecord) => {
    set(({ runs }) => ({
      runs: [...runs.filter(({ id }) => id !== run.id), run].toSorted((a, b) => b.startedMs - a.startedMs),
    }));
    keepRun(run).catch(complain);
  };
  return {
    runs: [],
    compared: [],
    complaint: null,
    load: async () => {
      try {
        const kept = await loadRuns();
        const known = new Set(get().runs.map(({ id }) => id));
        const older = kept.filter(({ id }) => !known.has(id));
        set(({ runs }) => ({ runs: [...runs, ...older].toSorted((a, b) => b.startedMs - a.startedMs) }));
      } catch {
        complain();
      }
    },
    compare: (id, chosen) =>
      set(({ compared }) => {
        const others = compared.filter((each) => each !== id);
        return { compared: chosen ? [...others, id] : others };
      }),
    change: (id, patch) => {
      const run = get().runs.find((each) => each.id === id);
      if (run !== undefined) put({ ...run, ...patch });
    },
    remove: (id) => {
      set(({ runs, compared }) => ({
        runs: runs.filter((each) => each.id !== id),
        compared: compared.filter((each) => each !== id),
      }));
      dropRun(id).catch(complain);
    },
    restore: put,
  };
});

/** The epoch a run is judged by: the one that told most validation images right, else the last. */
export function bestEpoch({ epochs }: RunRecord): RunRecord['epochs'][number] | null {
  return epochs.reduce<RunRecord['epochs'][number] | null>(
    (best, each) => ((each.validationAccuracy ?? -1) >= (best?.validationAccuracy ?? -1) ? each : best),
    null,
  );
}

const endPhases = ['finished', 'stopped', 'failed'] as const satisfies readonly TrainingPhase[];
let startedMs: number | null = null;

onEngineEvent('status', ({ status: { phase, backend } }) => {
  if (phase === 'preparing' || phase === 'running') startedMs ??= Date.now();
  const ended = endPhases.find((each) => each === phase);
  if (ended === undefined || startedMs === null) return;
  const began = startedMs;
  startedMs = null;
  const { history, ranWith, settings } = useTraining.getState();
  const { network } = useNetwork.getState();
  const { summary } = useDataset.getState();
  // A run of no whole epoch has nothing to compare.
  if (history.epochs.length === 0 || summary === null) return;
  const run: RunRecord = {
    id: `${began}`,
    startedMs: began,
    durationMs: Date.now() - began,
    ended,
    backend,
    name: nextName(useRuns.getState().runs),
    note: '',
    pinned: false,
    settings: ranWith ?? settings,
    network,
    parameters: infer(network).totals.parameters,
    data: dataOf(summary),
    epochs: thinned(history.epochs),
  };
  useRuns.getState().restore(run);
  const loose = useRuns.getState().runs.filter(({ pinned }) => !pinned);
  for (const { id } of loose.slice(MOST_RUNS)) useRuns.getState().remove(id);
});

/** `Run 3`: one more than the highest that a run is called. */
function nextName(runs: readonly RunRecord[]): string {
  const numbers = runs.map(({ name }) => Number(/^Run (\d+)$/.exec(name)?.[1] ?? 0));
  return `Run ${Math.max(0, ...numbers) + 1}`;
}

function dataOf({ source, images, classes, format }: DatasetSummary): RunRecord['data'] {
  return { source, images, classNames: classes.map(({ name }) => name), ...format };
}

function thinned(epochs: readonly EpochPoint[]): RunRecord['epochs'] {
  const every = Math.ceil(epochs.length / MOST_EPOCHS);
  return epochs
    .filter((_, index) => (epochs.length - 1 - index) % every === 0)
    .map(({ epoch, loss, accuracy, validationLoss, validationAccuracy }) => ({
      epoch,
      loss,
      accuracy,
      validationLoss,
      validationAccuracy,
    }));
}
