/** Where a layer or a block that is added without a place goes. */
import { addBlock } from './blockEdits';
import { plannedBlockNames, type PlannedBlockName } from './blocks';
import { addLayer } from './edits';
import { topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import { layerType, type LayerTypeName } from './layers';
import type { InferenceContext } from './problem';

/** How many places are tried, from the end on: each costs an inference, and who adds to a large network adds near its end. */
const MOST_TRIES = 16;

/**
 * The last layer after which one of this type, or a block of this kind, does no harm: no more errors than the network has
 * now. So a Conv2D goes in before Flatten and a Dense before the last Dense. `undefined` where it would do harm
 * everywhere: then it goes to the end, and its card says what is wrong.
 */
export function lastGoodPlace(
  network: Network,
  name: LayerTypeName | PlannedBlockName,
  context: InferenceContext = {},
): string | undefined {
  if (isBlockKind(name)) return lastHarmless(network, (after) => addBlock(network, name, { after }), context);
  const { outputShape, inputs, parameters } = layerType(name);
  const defaults = parameters.parse({});
  const { nodes } = infer(network, context);
  const takes = (id: string): boolean => {
    const shape = nodes.get(id)?.outputShape;
    const isKnown = inputs.min === 1 && shape !== null && shape !== undefined;
    return !isKnown || outputShape([shape], defaults).shape !== undefined;
  };
  return lastHarmless(network, (after) => addLayer(network, name, { after }), context, takes);
}

function isBlockKind(name: LayerTypeName | PlannedBlockName): name is PlannedBlockName {
  return plannedBlockNames.some((kind) => kind === name);
}

function lastHarmless(
  network: Network,
  added: (after: string) => Network,
  context: InferenceContext,
  takes: (id: string) => boolean = () => true,
): string | undefined {
  const errors = (candidate: Network): number =>
    infer(candidate, context).problems.filter(({ severity }) => severity === 'error').length;
  const now = errors(network);
  return topologicalOrder(network)
    .filter(takes)
    .slice(-MOST_TRIES)
    .findLast((id) => errors(added(id)) <= now);
}
