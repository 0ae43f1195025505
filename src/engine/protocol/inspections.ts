/**
 * Questions about the inside of the network, and their answers: one row a kind. Each is about the network as it is at
 * that moment, and those about one picture are about the probe. `engine/inspection/inspections.ts` answers them.
 */
import type { Arithmetic, ArithmeticQuery, PoolingWinners, PoolingWinnersQuery } from './arithmetic';
import type { EffectiveReceptiveField, EffectiveReceptiveFieldQuery } from './effectiveReceptiveField';
import type {
  GradCam,
  GradCamQuery,
  Occlusion,
  OcclusionQuery,
  Saliency,
  SaliencyQuery,
} from './explanation';
import type {
  FilterChanges,
  FilterChangesQuery,
  FilterHistory,
  FilterHistoryQuery,
  FilterWeights,
  FilterWeightsQuery,
} from './filters';
import type {
  FeatureVisualization,
  FeatureVisualizationQuery,
  TopPatches,
  TopPatchesQuery,
} from './filterPictures';
import type { FeatureMaps, FeatureMapsQuery } from './featureMaps';
import type { Health, HealthQuery } from './health';
import type { Embedding, EmbeddingQuery, ImagePredictions, ImagePredictionsQuery } from './results';
import type { ModelFile, ModelFileQuery, Weights, WeightsQuery } from './modelFile';
import type { DeadMaps, DeadMapsQuery, MapStatistics, MapStatisticsQuery } from './mapStatistics';
import type { ProjectFile, ProjectFileQuery } from './projectFile';
import type { ShiftTest, ShiftTestQuery } from './shiftTest';

export interface Inspections {
  readonly featureMaps: { readonly query: FeatureMapsQuery; readonly answer: FeatureMaps };
  readonly filterChanges: { readonly query: FilterChangesQuery; readonly answer: FilterChanges };
  readonly filterWeights: { readonly query: FilterWeightsQuery; readonly answer: FilterWeights };
  readonly filterHistory: { readonly query: FilterHistoryQuery; readonly answer: FilterHistory };
  readonly topPatches: { readonly query: TopPatchesQuery; readonly answer: TopPatches };
  readonly featureVisualization: {
    readonly query: FeatureVisualizationQuery;
    readonly answer: FeatureVisualization;
  };
  readonly mapStatistics: { readonly query: MapStatisticsQuery; readonly answer: MapStatistics };
  readonly deadMaps: { readonly query: DeadMapsQuery; readonly answer: DeadMaps };
  readonly shiftTest: { readonly query: ShiftTestQuery; readonly answer: ShiftTest };
  readonly shiftFamily: { readonly query: ShiftTestQuery; readonly answer: ShiftTest };
  readonly arithmetic: { readonly query: ArithmeticQuery; readonly answer: Arithmetic };
  readonly poolingWinners: { readonly query: PoolingWinnersQuery; readonly answer: PoolingWinners };
  readonly effectiveReceptiveField: {
    readonly query: EffectiveReceptiveFieldQuery;
    readonly answer: EffectiveReceptiveField;
  };
  readonly gradCam: { readonly query: GradCamQuery; readonly answer: GradCam };
  readonly saliency: { readonly query: SaliencyQuery; readonly answer: Saliency };
  readonly occlusion: { readonly query: OcclusionQuery; readonly answer: Occlusion };
  readonly imagePredictions: { readonly query: ImagePredictionsQuery; readonly answer: ImagePredictions };
  readonly embedding: { readonly query: EmbeddingQuery; readonly answer: Embedding };
  readonly modelFile: { readonly query: ModelFileQuery; readonly answer: ModelFile };
  readonly projectFile: { readonly query: ProjectFileQuery; readonly answer: ProjectFile };
  readonly weights: { readonly query: WeightsQuery; readonly answer: Weights };
  readonly health: { readonly query: HealthQuery; readonly answer: Health };
}

export type InspectionKind = keyof Inspections;
export type InspectionQuery<Kind extends InspectionKind> = Inspections[Kind]['query'];
export type InspectionAnswer<Kind extends InspectionKind> = Inspections[Kind]['answer'];
