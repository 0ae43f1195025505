/**
 * Questions about the inside of the network, and their answers: one row a kind. Each is about the network as it is at
 * that moment, and those about a picture are about the probe. `engine/inspection/inspections.ts` answers them.
 */
import type { Arithmetic, ArithmeticQuery, PoolingWinners, PoolingWinnersQuery } from './arithmetic';
import type { FeatureMaps, FeatureMapsQuery } from './featureMaps';

export interface Inspections {
  readonly featureMaps: { readonly query: FeatureMapsQuery; readonly answer: FeatureMaps };
  readonly arithmetic: { readonly query: ArithmeticQuery; readonly answer: Arithmetic };
  readonly poolingWinners: { readonly query: PoolingWinnersQuery; readonly answer: PoolingWinners };
}

export type InspectionKind = keyof Inspections;
export type InspectionQuery<Kind extends InspectionKind> = Inspections[Kind]['query'];
export type InspectionAnswer<Kind extends InspectionKind> = Inspections[Kind]['answer'];
