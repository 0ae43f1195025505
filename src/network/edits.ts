/**
 * Edits of a network's layers. Each is pure and keeps what `graph.ts` promises; each throws `EditRefused` where it
 * cannot be done. An edit that changes nothing returns the network it was given. Where a card is asked for, the id of a
 * layer or of a block will do.
 */
import { cardLabel, lacksInput, requireNode } from './cards';
import { completeParameters } from './completeParameters';
import { EditRefused } from './editRefused';
import { findNode, successors, topologicalOrder, type LayerNode, type Network } from './graph';
import { newIds } from './layerIds';
import type { ParameterValues } from './layerType';
import { layerType, type LayerTypeName } from './layers';
import { sameValue } from './parameter';
import { commonBlock } from './blockTree';
import {
  branch,
  fragmentOf,
  isInline,
  partOf,
  placeAfter,
  put,
  splice,
  takeOut,
  type Fragment,
} from './splice';

/** The id `addLayer` will give to the next layer of this type. Depends on the network alone, so that edits repeat. */
export function newId(network: Network, type: LayerTypeName): string {
  return newIds(network)(type);
}

/** Where something new goes, and what it is set to. */
export interface AddOptions {
  /** Card whose output it takes in; what that fed, the new one feeds. Left out: the last layer, whatever it is. */
  readonly after?: string;
  /** Goes in on the connections from `after` to this card only. */
  readonly before?: string;
  /** Over the defaults of the type. */
  readonly parameters?: ParameterValues;
}

/**
 * Adds a layer with the id that `newId` names. An Input takes nothing in, so it goes to the front, wherever it was to
 * go, and feeds the first layer that lacks an input.
 */
export function addLayer(network: Network, type: LayerTypeName, options: AddOptions = {}): Network {
  const { after = lastOutput(network), before, parameters = {} } = options;
  const node = newLayer(network, type, parameters);
  if (layerType(type).inputs.max === 0) return putFirst(network, node);
  if (after === undefined) return put(network, alone(node));
  return splice(network, alone(node), placeAfter(network, after, before));
}

/**
 * Adds a layer that takes in what a card gives, beside what that feeds already: the beginning of a branch. It joins the
 * block that holds the card and something it feeds.
 */
export function appendLayer(
  network: Network,
  type: LayerTypeName,
  after: string,
  parameters: ParameterValues = {},
): Network {
  const node = newLayer(network, type, parameters);
  if (layerType(type).inputs.max === 0)
    throw new EditRefused('arity', `${layerType(type).className} is where images enter: it takes no input.`);
  return branch(network, alone(node), placeAfter(network, after));
}

/** Adds a layer that is connected to nothing, in a block or in none. */
export function placeLayer(
  network: Network,
  type: LayerTypeName,
  parameters: ParameterValues = {},
  block?: string,
): Network {
  if (block !== undefined && commonBlock(network, [block]) === undefined)
    throw new EditRefused('unknown-block', `There is no block "${block}" in the network.`);
  return put(network, alone(newLayer(network, type, parameters)), block);
}

/** Removes a card and heals the chain: what its layers fed is fed by what came in as their first inputs. */
export function removeNode(network: Network, card: string): Network {
  return removeNodes(network, [card]);
}

/** Removes cards, healing the chain as `removeNode` does. A block goes with its last layer. */
export function removeNodes(network: Network, cards: readonly string[]): Network {
  const { layers } = partOf(network, cards);
  return layers.size === 0 ? network : takeOut(network, layers);
}

/**
 * Takes a card out, healing the chain, and puts it in after another: on all its ways out, or on the connections to the
 * card `before`. Refused (`arity`) for layers that take no input, and for what has several inputs or outputs.
 */
export function moveNode(network: Network, card: string, after: string, before?: string): Network {
  const part = partOf(network, [card]);
  const { source, connections } = placeAfter(network, after, before);
  const inPlace =
    part.layers.has(source) ||
    (connections.length > 0 && connections.every(({ to }) => part.layers.has(to))) ||
    (before !== undefined && connections.some(({ to }) => part.layers.has(to)));
  const fragment = fragmentOf(network, part);
  if (!isInline(fragment)) {
    const several = fragment.inputs.length > 1 ? 'joins several inputs' : 'has several outputs';
    const reason = fragment.inputs.length === 0 ? 'takes no input' : several;
    const label = cardLabel(network, card);
    throw new EditRefused('arity', `${label} ${reason}, so it cannot be moved along the chain.`);
  }
  if (inPlace) return network;
  const without = takeOut(network, part.layers);
  const moved = splice(without, fragment, placeAfter(without, source, before));
  return keepUnchanged(network, moved, part.layers);
}

/**
 * Changes some of a layer's parameters; one that follows another (pooling's `strides`) goes along with it.
 * Refused (`bad-parameters`) where a name is unknown or a value out of range.
 */
export function setParameters(network: Network, id: string, patch: ParameterValues): Network {
  const node = requireNode(network, id);
  const next = completeParameters(described(node.type), node.parameters, patch);
  if (Object.keys(next).every((name) => sameValue(next[name], node.parameters[name]))) return network;
  return {
    ...network,
    nodes: network.nodes.map((other) => (other.id === id ? { ...node, parameters: next } : other)),
  };
}

/** The last layer that feeds nothing; `undefined` in an empty network. */
export function lastOutput(network: Network): string | undefined {
  const targets = successors(network);
  return topologicalOrder(network).findLast((id) => targets.get(id)?.length === 0);
}

/** A type with the name that people know it by, as `completeParameters` takes it. */
function described(type: LayerTypeName) {
  const { className, parameters } = layerType(type);
  return { name: className, schema: parameters };
}

function newLayer(network: Network, type: LayerTypeName, parameters: ParameterValues): LayerNode {
  return {
    id: newId(network, type),
    type,
    parameters: completeParameters(described(type), {}, parameters),
  };
}

/** A layer that is connected to nothing, as a fragment. */
function alone(node: LayerNode): Fragment {
  return {
    network: { nodes: [node], connections: [], blocks: [] },
    inputs: [[{ to: node.id, input: 0 }]],
    outputs: [node.id],
  };
}

/** Puts a layer without inputs in front of the first one that lacks one. */
function putFirst(network: Network, node: LayerNode): Network {
  const hungry = topologicalOrder(network).find(
    (other) => lacksInput(network, other) && !network.connections.some(({ to }) => to === other),
  );
  return {
    ...network,
    nodes: [node, ...network.nodes],
    connections:
      hungry === undefined
        ? network.connections
        : [{ from: node.id, to: hungry, input: 0 }, ...network.connections],
  };
}

/** A layer that was moved within its block is the same as before: it keeps its role there. */
function keepUnchanged(before: Network, after: Network, moved: ReadonlySet<string>): Network {
  return {
    ...after,
    nodes: after.nodes.map((node) => {
      const old = moved.has(node.id) ? findNode(before, node.id) : undefined;
      return old?.block === undefined || old.block !== node.block ? node : old;
    }),
  };
}
