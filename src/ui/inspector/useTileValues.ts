import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { TileValues } from '../../engine/protocol/tiles';
import { reportFailure } from '../../state/engine';
import { useInspection } from '../../state/inspection';
import type { EngineView } from '../../state/views';

/**
 * The numbers of the tile looked at: fetched when another is looked at and after each refresh, so that moving within a tile
 * reads them at once. `null` while they are on their way.
 */
export function useTileValues(view: RefObject<EngineView | null>, tile: number | null): TileValues | null {
  const [known, setKnown] = useState<{ readonly tile: number; readonly values: TileValues } | null>(null);
  const refreshes = useInspection((state) => (tile === null ? 0 : state.refreshes));
  useEffect(() => {
    if (tile === null) return;
    let current = true;
    view.current
      ?.tileValues(tile)
      .then((values) => {
        if (current) setKnown(values === null ? null : { tile, values });
      })
      .catch(reportFailure('Reading the numbers of a view'));
    return () => {
      current = false;
    };
  }, [view, tile, refreshes]);
  return known?.tile === tile ? known.values : null;
}
