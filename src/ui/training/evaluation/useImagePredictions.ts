import type { ImagePredictions } from '../../../engine/protocol/results';
import { useTraining } from '../../../state/training';
import { useInspected, type Inspected } from '../../inspector/useInspected';
import { useEvaluatedSplit } from './useEvaluatedSplit';

/**
 * What the network says of each image of the part that is looked at, asked anew after each epoch; nothing is asked, and
 * nothing told, unless it is `wanted`.
 */
export function useImagePredictions(wanted = true): Inspected<ImagePredictions> {
  const split = useEvaluatedSplit();
  const since = useTraining((state) => state.history.epochs.length);
  const asked = wanted && split !== null ? { split } : null;
  const inspected = useInspected('imagePredictions', asked, { live: false, since });
  // While another part is asked about, the last answer is that of the one before.
  return inspected.answer?.split === split ? inspected : { ...inspected, answer: null };
}
