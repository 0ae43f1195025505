/** Where a layer or a block that is added without a place goes. */
import { addBlock } from './blockEdits';
import type { PlannedBlockName } from './blocks';
import { addLayer } from './edits';
import { topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import { layerType, type LayerTypeName } from './layers';
import type { InferenceContext } from './problem';

/** How many places are tried, from the end on: each costs an inference, and who adds to a large network adds near its end. */
const MOST_TRIES = 16;

/**
 * The last layer after which one of this type does no harm: no more errors than the network has now. So a Conv2D goes in
 * before Flatten and a Dense before the last Dense. `undefined` where it would do harm everywhere: then it goes to the
 * end, and its card says what is wrong.
 */
export function lastGoodPlace(
  network: Network,
  type: LayerTypeName,
  context: InferenceContext = {},
): string | undefined {
  const { outputShape, inputs, parameters } = layerType(type);
  const defaults = parameters.parse({});
  const { nodes } = infer(network, context);
  const takes = (id: string): boolean => {
    const shape = nodes.get(id)?.outputShape;
    return (
      inputs.min !== 1 ||
      shape === null ||
      shape === undefined ||
      outputShape([shape], defaults).shape !== undefined
    );
  };
  return lastHarmless(network, takes, (after) => addLayer(network, type, { after }), context);
}

/** The last layer after which a block of this kind does no harm, as `lastGoodPlace` finds it for a layer. */
export function lastGoodBlockPlace(
  network: Network,
  kind: PlannedBlockName,
  context: InferenceContext = {},
): string | undefined {
  const { nodes } = infer(network, context);
  const isFeatureMap = (id: string): boolean => nodes.get(id)?.outputShape?.length !== 1;
  return lastHarmless(network, isFeatureMap, (after) => addBlock(network, kind, { after }), context);
}

function lastHarmless(
  network: Network,
  takes: (id: string) => boolean,
  added: (after: string) => Network,
  context: InferenceContext,
): string | undefined {
  const errors = (candidate: Network): number =>
    infer(candidate, context).problems.filter(({ severity }) => severity === 'error').length;
  const now = errors(network);
  return topologicalOrder(network)
    .filter(takes)
    .slice(-MOST_TRIES)
    .findLast((id) => errors(added(id)) <= now);
}
