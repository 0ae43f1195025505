import { expect, it, vi } from 'vitest';
import type { DatasetSummary, EngineEvent, EvaluationResult } from '../engine/protocol';
import { articleSplit } from '../network/recipe';

const fake = vi.hoisted(() => ({ emit: (_: unknown) => {} }));

vi.mock('../engine/client', () => ({
  startEngine: (listener: (event: EngineEvent) => void) => {
    fake.emit = listener as (event: unknown) => void;
    return {};
  },
}));

const { engine } = await import('./engine');
const { useEvaluationAge } = await import('./evaluationAge');
const { useNetwork } = await import('./network');

const evaluation = (result: Partial<EvaluationResult> | null) => ({ type: 'evaluation', result });
const dataset = (cats: number): EngineEvent => {
  const summary: DatasetSummary = {
    images: cats,
    classes: [{ name: 'cat', count: cats, train: cats - 1, validation: 1, test: 0 }],
    unlabelled: [],
    rejected: [],
    format: { height: 8, width: 8, channels: 3 },
    split: articleSplit,
    hasSplitFolders: false,
    source: 'files',
  };
  return { type: 'dataset', summary };
};
const changed = () => useEvaluationAge.getState().changed;

it('marks an evaluation as old once network or pictures change, until the next', () => {
  engine();
  fake.emit(dataset(4));
  useNetwork.getState().add('dropout');
  expect(changed(), 'nothing was evaluated yet').toBeNull();

  fake.emit(evaluation({ split: 'validation' }));
  fake.emit(dataset(4));
  expect(changed(), 'the same pictures told again').toBeNull();
  useNetwork.getState().add('dropout');
  useNetwork.getState().undo();
  expect(changed()).toBe('network');

  fake.emit(evaluation({ split: 'validation' }));
  expect(changed()).toBeNull();
  fake.emit(dataset(5));
  expect(changed()).toBe('images');
  fake.emit(evaluation(null));
  expect(changed()).toBeNull();
});
