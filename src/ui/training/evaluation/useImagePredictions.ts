import type { ImagePredictions } from '../../../engine/protocol/results';
import { useTraining } from '../../../state/training';
import { useInspected, type Inspected } from '../../inspector/useInspected';

/** What the network says of each image of the part that was evaluated last, asked anew after each evaluation. */
export function useImagePredictions(): Inspected<ImagePredictions> {
  const result = useTraining((state) => state.evaluation);
  const asked = result === null ? null : { split: result.split };
  return useInspected('imagePredictions', asked, { live: false, since: result?.epoch ?? 0 });
}
