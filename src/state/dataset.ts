/** The pictures, as the engine reports them, and everything that can be done with them. */
import { create } from 'zustand';
import type { DatasetSummary, ImportItem, ImportProgress, Pixels, Sample } from '../engine/protocol';
import { articleSplit } from '../network/recipe';
import type { SplitSettings } from '../network/recipe';
import { engine, onEngineEvent, reportFailure } from './engine';
import { useRunLock } from './runLock';

/** Enough for a small network to learn from, drawn in a moment. */
const DRAWN_PER_CLASS = 300;

/** What is said while a sample is on its way. */
const samplesUnderWay: Readonly<Record<Sample['name'], string>> = {
  catsAndDogs: 'Drawing cats and dogs',
  digits: 'Loading handwritten digits',
};

interface DatasetState {
  /** `null` until the engine has spoken. */
  readonly summary: DatasetSummary | null;
  /** The import under way; `null` when there is none. */
  readonly progress: ImportProgress | null;
  /** What is being done to the pictures besides an import, in words: `Drawing the sample`. */
  readonly working: string | null;
  /** What the user asked for; the engine is told by `engineSync`. */
  readonly split: SplitSettings;
  importImages(items: readonly ImportItem[]): Promise<void>;
  cancelImport(): void;
  /** Replaces the pictures by a sample; `seed` decides what is drawn. */
  chooseSample(name: Sample['name'], seed: number): Promise<void>;
  assignClass(imageIds: readonly number[], className: string): Promise<void>;
  clear(): Promise<void>;
  setSplit(split: SplitSettings): void;
}

export const useDataset = create<DatasetState>((set) => {
  /** Runs one change of the pictures; refuses while a run is active, tells the user when it fails. */
  const change = async (
    working: string | null,
    failure: string,
    call: () => Promise<unknown>,
  ): Promise<void> => {
    if (useRunLock.getState().locked) return;
    set({ working });
    try {
      // What came of it is in the engine's `dataset` event: an answer may be older than the event of a later change.
      await call();
    } catch (error) {
      reportFailure(failure)(error);
    } finally {
      set({ working: null });
    }
  };

  return {
    summary: null,
    progress: null,
    working: null,
    split: articleSplit,
    importImages: (items) =>
      items.length === 0
        ? Promise.resolve()
        : change(null, 'Importing the images', () => engine().importImages(items)),
    cancelImport: () => void engine().cancelImport().catch(reportFailure('Cancelling the import')),
    chooseSample: (name, seed) =>
      change(samplesUnderWay[name], 'Bringing the sample', () =>
        engine().useSample(name === 'digits' ? { name } : { name, imagesPerClass: DRAWN_PER_CLASS, seed }),
      ),
    assignClass: (imageIds, className) =>
      change(null, 'Giving images a class', () => engine().assignClass(imageIds, className)),
    clear: () => change(null, 'Removing the images', () => engine().clearDataset()),
    setSplit: (split) => {
      if (!useRunLock.getState().locked) set({ split });
    },
  };
});

onEngineEvent('dataset', ({ summary }) => useDataset.setState({ summary }));
onEngineEvent('importProgress', ({ progress }) => {
  useDataset.setState({ progress: progress.active ? progress : null });
});

/** How many classes the pictures have. */
export function classCount(summary: DatasetSummary | null): number {
  return summary?.classes.length ?? 0;
}

/** How many labelled pictures there are to train on. */
export function trainingImageCount(summary: DatasetSummary | null): number {
  return summary?.classes.reduce((sum, { train }) => sum + train, 0) ?? 0;
}

/** How many labelled pictures every epoch ends with an evaluation on. */
export function validationImageCount(summary: DatasetSummary | null): number {
  return summary?.classes.reduce((sum, { validation }) => sum + validation, 0) ?? 0;
}

/** One square thumbnail an image, `sidePx` wide, side by side in one row; throws what the engine throws. */
export function loadThumbnails(imageIds: readonly number[], sidePx: number): Promise<Pixels> {
  return engine().thumbnails(imageIds, sidePx);
}
