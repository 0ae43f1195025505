/** Networks that leave the engine as files, and files that become networks. */
import type { Network } from '../../network/graph';
import type { Augmentation, TrainingSettings } from '../../network/recipe';
import type { ReadProjectFile } from './projectFile';

/** A network out of a file. Its layers have ids of their own. */
export interface ReadFile {
  readonly kind: 'network';
  readonly network: Network;
  readonly hasWeights: boolean;
  /** In the order of the outputs; empty where the file has no names for them. */
  readonly classNames: readonly string[];
  /** What the file says of training; unchecked. */
  readonly training: Partial<TrainingSettings>;
  readonly augmentation: Partial<Augmentation>;
  /** What is otherwise than in the file, in sentences. */
  readonly notes: readonly string[];
}

/** A file with layers that have no counterpart here, each with the reason, to be read after its name. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly layers: readonly {
    readonly name: string;
    readonly className: string;
    readonly reason: string;
  }[];
}

export interface EngineFiles {
  /**
   * The network with its weights as they are now, also in the middle of a run, as a `.keras` file of Keras 3 that goes on training
   * with `settings`. Throws `bad-network` where there is none that works, `out-of-memory`.
   */
  exportKeras(settings: TrainingSettings): Promise<Blob>;
  /**
   * Reads a `.keras` or `.h5` model, the JSON text of one, a project, or an `.h5` of weights alone, which belong to a network like `open`. Nothing changes but that its weights are kept for `expectWeights`.
   * Throws `bad-file` for what is damaged, hostile or no model.
   */
  readFile(file: Blob, open: Network): Promise<ReadFile | RefusedFile | ReadProjectFile>;
  /**
   * Gives the layers of the network that was last read, in the order of its nodes, the ids that they have on the canvas: when a
   * network with them is set, it has the file's weights.
   */
  expectWeights(ids: readonly string[]): void;
}
