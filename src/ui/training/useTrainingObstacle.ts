import { useDataset } from '../../state/dataset';
import { useInference, useNetwork } from '../../state/network';
import { trainingObstacle } from '../../state/trainingObstacle';
import { labels } from '../../network/graph';

/** Why training cannot start now. */
export interface TrainingObstacle {
  /** One sentence that says what to do. */
  readonly message: string;
  /** The layer that causes it, where one does. */
  readonly layer: { readonly id: string; readonly label: string } | null;
}

/** What keeps a run from starting; `null` when nothing does. */
export function useTrainingObstacle(): TrainingObstacle | null {
  const summary = useDataset((state) => state.summary);
  const working = useDataset(
    (state) => state.working ?? (state.progress === null ? null : 'Importing images'),
  );
  const network = useNetwork((state) => state.network);
  const { problems, totals } = useInference();
  if (working !== null) return { message: `${working}…`, layer: null };
  const error = problems.find((problem) => problem.severity === 'error');
  const id = error?.nodeId ?? null;
  const label = id === null ? undefined : labels(network).get(id);
  const layer = id === null || label === undefined ? null : { id, label };
  const frozen =
    totals.trainable > 0
      ? null
      : totals.parameters > 0
        ? 'Every layer is frozen: make one trainable again, to train it.'
        : 'No layer has weights to train: add one, such as Dense.';
  const networkProblem =
    error === undefined ? frozen : layer === null ? error.message : `${layer.label}: ${error.message}`;
  const message = trainingObstacle(summary, networkProblem);
  if (message === null) return null;
  return { message, layer: message === networkProblem ? layer : null };
}
