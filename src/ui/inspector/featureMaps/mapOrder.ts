import type { MapStatistics } from '../../../engine/protocol/mapStatistics';

export type MapSort = 'index' | 'activation' | 'variance' | 'similarity';

/** Maps by a statistic, the largest first and equals by their number; `undefined` where each stays at its place. */
export function mapOrder(sort: MapSort, statistics: MapStatistics | null): readonly number[] | undefined {
  const by = sort === 'index' ? null : statistics?.[sort];
  if (by == null) return undefined;
  return Array.from(by.keys()).sort((a, b) => (by[b] ?? 0) - (by[a] ?? 0) || a - b);
}
