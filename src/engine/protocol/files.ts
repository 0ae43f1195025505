/** Networks that leave the engine as files. */
import type { TrainingSettings } from '../../network/recipe';

export interface EngineFiles {
  /**
   * The network with its weights as they are now, also in the middle of a run, as a `.keras` file of Keras 3 that goes on training
   * with `settings`. Throws `bad-network` where there is none that works, `out-of-memory`.
   */
  exportKeras(settings: TrainingSettings): Promise<Blob>;
}
