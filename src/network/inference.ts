/**
 * All that follows from a network: shapes, weights, cost, receptive fields, problems. Derived and memoised, never
 * stored. Runs anywhere, without tfjs.
 */
import { capacityWarnings } from './checks/capacity';
import { connectionProblems } from './checks/connections';
import { linearityWarnings } from './checks/linearity';
import { predictionProblems } from './checks/prediction';
import { shapeProblems } from './checks/shapes';
import { labels, nodesById, predecessors, successors, type Network } from './graph';
import type { InferenceContext, InspectedNetwork, Problem } from './problem';
import { propagate, type LayerFacts } from './propagation';

/** What is known of one layer, with what is wrong with it. */
export interface NodeInference extends LayerFacts {
  readonly problems: readonly Problem[];
}

export interface NetworkInference {
  /** Keyed by node id, in topological order. */
  readonly nodes: ReadonlyMap<string, NodeInference>;
  /** Node ids in topological order. */
  readonly order: readonly string[];
  /** The layer whose output is the prediction; `null` in an empty network. */
  readonly outputId: string | null;
  readonly totals: {
    /** Trainable and not. */
    readonly parameters: number;
    readonly trainable: number;
    readonly nonTrainable: number;
    /** Of one forward pass for one image. */
    readonly multiplyAdds: number;
  };
  /** All problems, in the order of the layers; those of the network as a whole first. */
  readonly problems: readonly Problem[];
  /** Whether the network can be built and trained: no problem is an error. */
  readonly valid: boolean;
}

const memo = new WeakMap<Network, Map<string, NetworkInference>>();

/** Infers everything about a network. The same network (by identity) and context give the same object. */
export function infer(network: Network, context: InferenceContext = {}): NetworkInference {
  const known = memo.get(network) ?? new Map<string, NetworkInference>();
  memo.set(network, known);
  const key = `${context.classes} ${context.trainingImages}`;
  const result = known.get(key) ?? inferAnew(network, context);
  known.set(key, result);
  return result;
}

function inferAnew(network: Network, context: InferenceContext): NetworkInference {
  const facts = propagate(network);
  const order = [...facts.keys()];
  const sources = predecessors(network);
  const targets = successors(network);
  const outputId = outputOf(order, sources, targets);
  const problems = findProblems({
    network,
    nodes: nodesById(network),
    facts,
    labels: labels(network),
    sources,
    targets,
    outputId,
    context,
  });
  const nodes = new Map<string, NodeInference>();
  const problemsOf = new Map<string | null, Problem[]>();
  for (const problem of problems)
    problemsOf.set(problem.nodeId, [...(problemsOf.get(problem.nodeId) ?? []), problem]);
  for (const [id, layer] of facts) nodes.set(id, { ...layer, problems: problemsOf.get(id) ?? [] });
  const sum = (value: (layer: LayerFacts) => number): number =>
    [...facts.values()].reduce((total, layer) => total + value(layer), 0);
  const trainable = sum(({ parameters }) => parameters.trainable);
  const nonTrainable = sum(({ parameters }) => parameters.nonTrainable);
  return {
    nodes,
    order,
    outputId,
    totals: {
      parameters: trainable + nonTrainable,
      trainable,
      nonTrainable,
      multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    },
    problems,
    valid: problems.every(({ severity }) => severity !== 'error'),
  };
}

/** The last layer that feeds nothing; layers that are fed go before those that are not. */
function outputOf(
  order: readonly string[],
  sources: ReadonlyMap<string, readonly string[]>,
  targets: ReadonlyMap<string, readonly string[]>,
): string | null {
  const ends = order.filter((id) => targets.get(id)?.length === 0);
  return ends.findLast((id) => (sources.get(id)?.length ?? 0) > 0) ?? ends.at(-1) ?? null;
}

function findProblems(inspected: InspectedNetwork): readonly Problem[] {
  const found = [
    ...connectionProblems(inspected),
    ...shapeProblems(inspected),
    ...predictionProblems(inspected),
    ...linearityWarnings(inspected),
    ...capacityWarnings(inspected),
  ];
  const position = new Map([...inspected.facts.keys()].map((id, index) => [id, index]));
  const rank = ({ nodeId }: Problem): number => (nodeId === null ? -1 : (position.get(nodeId) ?? -1));
  return found.toSorted((a, b) => rank(a) - rank(b));
}
