import { useInspected } from '../useInspected';

/** One map of a layer, row-major, live; `null` while it is not known or not asked for. */
export function useMap(layerId: string | null, map: number | undefined): Float32Array | null {
  const { answer } = useInspected(
    'featureMaps',
    layerId === null || map === undefined ? null : { layerId, map },
  );
  return answer?.values ?? null;
}
