import { useEffect, useState } from 'react';
import type { ViewContent } from '../../engine/protocol';
import type { TileInfo } from '../../engine/protocol/tiles';
import { reportFailure } from '../../state/engine';
import { useInspection } from '../../state/inspection';
import { useRunLock } from '../../state/runLock';
import { loadTileInfo } from '../../state/views';

/**
 * What a layer has to show in one of its views; `null` until the engine has built the network. Asked again with every refresh
 * of the views, since a rebuilt network is one, but not while a run is active: the network cannot change then. `null` asks
 * nothing.
 */
export function useTileInfo(content: ViewContent | null): TileInfo | null {
  const key = JSON.stringify(content);
  const [known, setKnown] = useState<{ readonly key: string; readonly info: TileInfo | null }>({
    key: '',
    info: null,
  });
  const locked = useRunLock((state) => state.locked);
  const info = content !== null && known.key === key ? known.info : null;
  const settled = content === null || (locked && info !== null);
  const moment = useInspection((state) => (settled ? null : state.refreshes));

  useEffect(() => {
    if (moment === null) return;
    let current = true;
    loadTileInfo(JSON.parse(key) as ViewContent)
      .then((loaded) => {
        if (!current) return;
        setKnown((last) => (last.key === key && sameInfo(last.info, loaded) ? last : { key, info: loaded }));
      })
      .catch(reportFailure('Looking into a layer'));
    return () => {
      current = false;
    };
  }, [key, moment]);

  return info;
}

function sameInfo(a: TileInfo | null, b: TileInfo | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
