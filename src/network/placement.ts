/** Where a layer that is added without a place goes. */
import { addLayer } from './edits';
import { topologicalOrder } from './graph';
import type { Network } from './graph';
import { infer } from './inference';
import type { LayerTypeName } from './layers';
import type { InferenceContext } from './problem';

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
  const errors = (candidate: Network): number =>
    infer(candidate, context).problems.filter(({ severity }) => severity === 'error').length;
  const now = errors(network);
  return topologicalOrder(network).findLast((id) => errors(addLayer(network, type, { after: id })) <= now);
}
