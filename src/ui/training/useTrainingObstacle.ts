import { useDataset } from '../../state/dataset';
import { useInference, useNetwork } from '../../state/network';
import { trainingObstacle } from '../../state/trainingObstacle';
import { labels } from '../../network/graph';

/** Why training cannot start now, in one sentence; `null` when it can. */
export function useTrainingObstacle(): string | null {
  const summary = useDataset((state) => state.summary);
  const working = useDataset(
    (state) => state.working ?? (state.progress === null ? null : 'Importing images'),
  );
  const network = useNetwork((state) => state.network);
  const { problems } = useInference();
  if (working !== null) return `${working}…`;
  const error = problems.find((problem) => problem.severity === 'error');
  const label = error?.nodeId == null ? undefined : labels(network).get(error.nodeId);
  const networkProblem =
    error === undefined ? null : label === undefined ? error.message : `${label}: ${error.message}`;
  return trainingObstacle(summary, networkProblem);
}
