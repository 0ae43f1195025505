/** Which layers come before and after a layer. */
import { predecessors, successors, type Network } from './graph';
import { perNetwork } from './perNetwork';

/** Ids of all layers from which a way leads to this one, itself included. */
export function upstream(network: Network, id: string): ReadonlySet<string> {
  return lately(network, `<${id}`, () => reached(predecessors(network), [id]));
}

/** Ids of all layers to which a way leads from this one, itself included. */
export function downstream(network: Network, id: string): ReadonlySet<string> {
  return lately(network, `>${id}`, () => reached(successors(network), [id]));
}

/** All that is reached from `starts` step by step, and `starts`. */
export function reached(
  steps: ReadonlyMap<string, readonly string[]>,
  starts: Iterable<string>,
): ReadonlySet<string> {
  const seen = new Set(starts);
  // A set is walked in the order of its growth, so this visits what is added on the way too.
  for (const id of seen) for (const next of steps.get(id) ?? []) seen.add(next);
  return seen;
}

/** How many answers are kept for a network: a drag asks from one layer to all others. */
const KEPT = 4;

const answers = perNetwork(() => new Map<string, ReadonlySet<string>>());

function lately(network: Network, key: string, find: () => ReadonlySet<string>): ReadonlySet<string> {
  const known = answers(network);
  const answer = known.get(key) ?? find();
  known.delete(key);
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return answer;
}
