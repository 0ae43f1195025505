import type { SplitName } from '../../../engine/protocol';
import { useDataset } from '../../../state/dataset';
import { useEvaluationView } from '../../../state/evaluationView';
import { useTraining } from '../../../state/training';

const parts = ['validation', 'train', 'test'] as const;

/** The parts of the data set that a trained network can be evaluated on; none before it is trained. */
export function useEvaluatedParts(): readonly SplitName[] {
  const trained = useTraining((state) => state.evaluation !== null || state.history.epochs.length > 0);
  const classes = useDataset((state) => state.summary?.classes);
  if (!trained || classes === undefined) return [];
  return parts.filter((part) => classes.some((each) => each[part] > 0));
}

/** The part that is looked at; `null` where there is nothing to look at yet. */
export function useEvaluatedSplit(): SplitName | null {
  const offered = useEvaluatedParts();
  const chosen = useEvaluationView((state) => state.split);
  return offered.includes(chosen) ? chosen : (offered[0] ?? null);
}
