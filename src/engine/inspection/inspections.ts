/** Who answers which question about the inside of the network. */
import type * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset';
import type { NetworkModel } from '../model/networkModel';
import type { HealthRecorder } from '../training/healthRecorder';
import type { InspectionAnswer, InspectionKind, InspectionQuery } from '../protocol/inspections';
import { arithmetic } from './arithmetic';
import { effectiveReceptiveField } from './effectiveReceptiveField';
import { embedding } from './embedding';
import { featureMaps } from './featureMaps';
import { featureVisualization } from './featureVisualization';
import { filterChanges } from './filterChanges';
import { filterHistory } from './filterHistory';
import { filterWeights } from './filterWeights';
import { gradCam } from './gradCam';
import { health } from './health';
import { deadMaps, mapStatistics } from './mapStatistics';
import { modelFile, weights } from './modelFile';
import { imagePredictions } from './imagePredictions';
import { occlusion } from './occlusion';
import { poolingWinners } from './poolingWinners';
import { projectFile } from './projectFile';
import { saliency } from './saliency';
import { shiftFamily, shiftTest } from './shiftTest';
import { topPatches } from './topPatches';

/** What an inspection may look at. Its tensors and layers belong to others: it disposes only what it made. */
export interface InspectionContext {
  readonly network: NetworkModel;
  /** float32 [1, height, width, channels] in [0, 1]; `null` where there is no picture that fits the network's input. */
  readonly probe: tf.Tensor4D | null;
  readonly dataset: Dataset;
  readonly health: HealthRecorder;
  /** One an output of the network. */
  readonly classNames: readonly string[];
  /**
   * To be awaited between the parts of what takes long: lets messages and training go on, and throws `cancelled` once
   * the network is another or the same kind of question was asked anew. Tensors must not be left behind then. `share`,
   * from 0 to 1, is how much is done, where that is known.
   */
  proceed(share?: number): Promise<void>;
}

/** Throws `bad-network` for a layer it does not know or that has nothing of the kind, `no-images` without a probe. */
export type Inspection<Kind extends InspectionKind> = (
  context: InspectionContext,
  query: InspectionQuery<Kind>,
) => Promise<InspectionAnswer<Kind>>;

export const inspections: { readonly [Kind in InspectionKind]: Inspection<Kind> } = {
  featureMaps,
  filterChanges,
  filterWeights,
  filterHistory,
  topPatches,
  featureVisualization,
  mapStatistics,
  deadMaps,
  shiftTest,
  shiftFamily,
  arithmetic,
  poolingWinners,
  effectiveReceptiveField,
  gradCam,
  saliency,
  occlusion,
  imagePredictions,
  embedding,
  modelFile,
  projectFile,
  weights,
  health,
};
