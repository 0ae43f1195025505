import { useLooking } from '../../../state/looking';
import { NumberField } from '../../shared/NumberField';
import type { InspectedLayer } from '../useInspectedLayer';

/** How many maps or units come out of a layer. */
function mapsOf({ outputShape }: InspectedLayer): number {
  return outputShape?.at(-1) ?? 1;
}

/** The chosen map of a layer, counted from 0. */
export function useChosenMap(layer: InspectedLayer): number {
  const map = useLooking((state) => state.unit?.map ?? 0);
  return Math.min(map, mapsOf(layer) - 1);
}

/** Chooses the map, for all views. */
export function MapField({ layer }: { readonly layer: InspectedLayer }) {
  const map = useChosenMap(layer);
  const maps = mapsOf(layer);
  return (
    <NumberField
      label={layer.outputShape?.length === 1 ? 'Unit' : 'Map'}
      integer
      min={1}
      max={maps}
      value={map + 1}
      unit={`/ ${maps}`}
      onChange={(value) => useLooking.getState().setUnit({ map: value - 1, row: 0, column: 0 })}
    />
  );
}
