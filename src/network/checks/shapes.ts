/** Layers that cannot take what arrives. The layer type says why; here its repair becomes an edit. */
import { addLayer, moveNode, removeNode, setParameters } from '../edits';
import type { ShapeProblem } from '../layerType';
import type { Fix, InspectedNetwork, Problem } from '../problem';
import { projectionFix } from './projection';

/** What the layer types themselves refuse. Layers after such a one have no shape and no problem of their own. */
export function shapeProblems(inspected: InspectedNetwork): readonly Problem[] {
  return [...inspected.facts].flatMap(([id, { shapeProblem }]): readonly Problem[] => {
    if (shapeProblem === null) return [];
    const fix = repair(inspected, id, shapeProblem);
    return [
      { severity: 'error', nodeId: id, message: shapeProblem.message, ...(fix === null ? {} : { fix }) },
    ];
  });
}

function repair(inspected: InspectedNetwork, id: string, { repair: kind }: ShapeProblem): Fix | null {
  const label = inspected.labels.get(id) ?? id;
  const before = inspected.sources.get(id)?.[0];
  if (typeof kind === 'object') {
    return { label: kind.label, apply: (network) => setParameters(network, id, kind.parameters) };
  }
  switch (kind) {
    case undefined:
      return (inspected.sources.get(id)?.length ?? 0) > 1 ? projectionFix(inspected, id) : null;
    case 'removeLayer':
      return { label: `Remove ${label}`, apply: (network) => removeNode(network, id) };
    case 'insertFlattenBefore':
      if (before === undefined) return null;
      return {
        label: 'Add Flatten',
        apply: (network) => addLayer(network, 'flatten', { after: before, before: id }),
      };
    case 'moveToFeatureMaps': {
      const maps = lastFeatureMaps(inspected, id);
      if (maps === null) return null;
      const place = inspected.labels.get(maps) ?? maps;
      return { label: `Move after ${place}`, apply: (network) => moveNode(network, id, maps) };
    }
    default:
      return kind satisfies never;
  }
}

/** Going back along first inputs, the first layer that gives feature maps. */
function lastFeatureMaps({ facts, sources }: InspectedNetwork, id: string): string | null {
  let before = sources.get(id)?.[0];
  while (before !== undefined && facts.get(before)?.outputShape?.length !== 3)
    before = sources.get(before)?.[0];
  return before ?? null;
}
