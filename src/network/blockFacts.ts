/** What the card of a closed block says of all that is in it. */
import { blockMembers } from './blockTree';
import { predecessors, successors, type Network } from './graph';
import type { NetworkInference } from './inference';
import type { Shape } from './layerType';
import type { Problem } from './problem';

export interface BlockFacts {
  /** Of each layer outside that feeds the block; `null` where it is not known. */
  readonly inputShapes: readonly (Shape | null)[];
  /** Ids of the layers inside that feed one outside, or nothing. */
  readonly outputs: readonly string[];
  /** Of each of `outputs`; `null` where it is not known. */
  readonly outputShapes: readonly (Shape | null)[];
  readonly parameters: { readonly trainable: number; readonly nonTrainable: number };
  /** Of one forward pass for one image. */
  readonly multiplyAdds: number;
  /** How many layers are in it, at whatever depth. */
  readonly layers: number;
  /** Of all its layers, in their order. */
  readonly problems: readonly Problem[];
}

/** Facts of a block of the network that `inference` is of. A block that is not there has no layers. */
export function blockFacts(network: Network, inference: NetworkInference, id: string): BlockFacts {
  const members = blockMembers(network).get(id) ?? [];
  const inside = new Set(members.map((node) => node.id));
  const shapeOf = (node: string): Shape | null => inference.nodes.get(node)?.outputShape ?? null;
  const feeding = members.flatMap((node) => predecessors(network).get(node.id) ?? []);
  const leaves = (node: string): boolean => {
    const targets = successors(network).get(node) ?? [];
    return targets.length === 0 || targets.some((target) => !inside.has(target));
  };
  const outputs = members.map((node) => node.id).filter(leaves);
  const facts = members.flatMap((node) => inference.nodes.get(node.id) ?? []);
  const sum = (value: (layer: (typeof facts)[number]) => number): number =>
    facts.reduce((total, layer) => total + value(layer), 0);
  return {
    inputShapes: [...new Set(feeding)].filter((source) => !inside.has(source)).map(shapeOf),
    outputs,
    outputShapes: outputs.map(shapeOf),
    parameters: {
      trainable: sum(({ parameters }) => parameters.trainable),
      nonTrainable: sum(({ parameters }) => parameters.nonTrainable),
    },
    multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    layers: members.length,
    problems: facts.flatMap(({ problems }) => problems),
  };
}
