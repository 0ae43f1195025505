/** What of the evaluation is looked at, shared by its views, so that one leads to another. */
import { create } from 'zustand';
import type { SplitName } from '../engine/protocol';
import type { EmbeddingMethod } from '../engine/protocol/results';

export type EvaluationTab = 'confusion' | 'mistakes' | 'perClass' | 'calibration' | 'embedding';

/** Which images are shown, by class; `null` is any. */
export interface ClassFilter {
  readonly truth: number | null;
  readonly predicted: number | null;
  readonly mistakesOnly: boolean;
}

interface EvaluationViewState {
  readonly tab: EvaluationTab;
  /** The images that are evaluated; one that has none gives way to one that has some. */
  readonly split: SplitName;
  /** How the embedding is laid out, and which of its images are shown. */
  readonly method: EmbeddingMethod;
  readonly filter: ClassFilter;
  setTab(tab: EvaluationTab): void;
  setSplit(split: SplitName): void;
  setMethod(method: EmbeddingMethod): void;
  setFilter(change: Partial<ClassFilter>): void;
  /** Shows the images of a class, told so, in the embedding. */
  showInEmbedding(filter: Partial<ClassFilter>): void;
}

const everything: ClassFilter = { truth: null, predicted: null, mistakesOnly: false };

export const useEvaluationView = create<EvaluationViewState>((set) => ({
  tab: 'confusion',
  split: 'validation',
  method: 'pca',
  filter: everything,
  setTab: (tab) => set({ tab }),
  setSplit: (split) => set({ split }),
  setMethod: (method) => set({ method }),
  setFilter: (change) => set(({ filter }) => ({ filter: { ...filter, ...change } })),
  showInEmbedding: (filter) => set({ tab: 'embedding', filter: { ...everything, ...filter } }),
}));
