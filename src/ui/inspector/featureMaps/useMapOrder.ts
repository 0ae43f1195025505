import { useEffect, useState } from 'react';
import type { MapStatistics } from '../../../engine/protocol/mapStatistics';
import { mapOrder, type MapSort } from './mapOrder';

/** Live maps change their places at most this often. */
const RESORT_MS = 5000;

/**
 * The order of the maps. It is made when another is asked for, and while training runs anew every five seconds, unless the
 * grid is `held`: a tile must not leave from under the pointer. `again` sorts at once.
 */
export function useMapOrder(key: string, sort: MapSort, statistics: MapStatistics | null, held: boolean) {
  const [turn, setTurn] = useState(0);
  const [sorted, setSorted] = useState<{
    readonly key: string;
    readonly turn: number;
    readonly order: readonly number[] | undefined;
  }>({ key: '', turn: 0, order: undefined });
  useEffect(() => {
    if (held || sort === 'index') return;
    const timer = setInterval(() => setTurn((last) => last + 1), RESORT_MS);
    return () => clearInterval(timer);
  }, [held, sort]);
  const wanted = `${key} ${sort}`;
  if ((sorted.key !== wanted || sorted.turn !== turn) && (sort === 'index' || statistics?.[sort] != null)) {
    const order = mapOrder(sort, statistics);
    const same = JSON.stringify(order) === JSON.stringify(sorted.order);
    setSorted({ key: wanted, turn, order: same ? sorted.order : order });
  }
  return { order: sorted.order, again: () => setTurn((last) => last + 1) };
}
