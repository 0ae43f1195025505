/**
 * Edits of a network. Each is pure and keeps what `graph.ts` promises; each throws `EditRefused` where it cannot be
 * done. An edit that changes nothing returns the network it was given.
 */
import { z } from 'zod';
import {
  findNode,
  labels,
  predecessors,
  successors,
  topologicalOrder,
  type Connection,
  type LayerNode,
  type Network,
} from './graph';
import type { ParameterValues } from './layerType';
import { nextId } from './layerIds';
import { layerType, type LayerTypeName } from './layers';
import { acceptedValues, mergeParameters, parametersOf, sameValue } from './parameter';

type RefusalCode = 'unknown-layer' | 'cycle' | 'arity' | 'duplicate' | 'bad-parameters';

interface Refusal {
  readonly code: RefusalCode;
  /** For people: what cannot be, and why. */
  readonly message: string;
}

/** An edit that cannot be done. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

/** The id `addLayer` will give to the next layer of this type. Depends on the network alone, so that edits repeat. */
export function newId(network: Network, type: LayerTypeName): string {
  return nextId(
    type,
    network.nodes.map(({ id }) => id),
  );
}

/** Where a new layer goes, and what it is set to. */
interface AddOptions {
  /** What this layer fed, the new one feeds. Left out: the last layer, whatever it is. */
  readonly after?: string;
  /** Goes in on the connection from `after` to this layer only. */
  readonly before?: string;
  /** Over the defaults of the type. */
  readonly parameters?: ParameterValues;
}

/**
 * Adds a layer with the id that `newId` names. An Input takes nothing in, so it goes to the front, wherever it was to
 * go, and feeds the first layer that lacks an input.
 */
export function addLayer(network: Network, type: LayerTypeName, options: AddOptions = {}): Network {
  const { after = outputs(network).at(-1), before, parameters = {} } = options;
  const schema = layerType(type).parameters;
  const id = newId(network, type);
  const node = { id, type, parameters: completeParameters(type, mergeParameters(schema, {}, parameters)) };
  const added = { ...network, nodes: [...network.nodes, node] };
  if (layerType(type).inputs.max === 0) return putFirst(added, id);
  if (after === undefined) return added;
  requireNode(network, after);
  if (before !== undefined) requireNode(network, before);
  return insertAfter(added, id, after, before);
}

/** Removes a layer and heals the chain: what it fed is fed by what came in as its first input. */
export function removeNode(network: Network, id: string): Network {
  requireNode(network, id);
  const detached = detach(network, id);
  return { ...detached, nodes: detached.nodes.filter((node) => node.id !== id) };
}

/**
 * Takes a layer out, healing the chain, and puts it in after another. Refused (`arity`) for layers that take no input
 * or several.
 */
export function moveNode(network: Network, id: string, afterId: string): Network {
  const node = requireNode(network, id);
  requireNode(network, afterId);
  if (layerType(node.type).inputs.max !== 1) {
    const reason = layerType(node.type).inputs.max === 0 ? 'takes no input' : 'joins several inputs';
    throw new EditRefused(
      'arity',
      `${labelOf(network, id)} ${reason}, so it cannot be moved along the chain.`,
    );
  }
  const inPlace =
    predecessors(network).get(id)?.[0] === afterId && successors(network).get(afterId)?.length === 1;
  return inPlace || id === afterId ? network : insertAfter(detach(network, id), id, afterId);
}

/** A copy of a layer, put in right after it. */
export function duplicateNode(network: Network, id: string): Network {
  const { type, parameters } = requireNode(network, id);
  return addLayer(network, type, { after: id, parameters });
}

/**
 * Changes some of a layer's parameters; one that follows another (pooling's `strides`) goes along with it.
 * Refused (`bad-parameters`) where a name is unknown or a value out of range.
 */
export function setParameters(network: Network, id: string, patch: ParameterValues): Network {
  const node = requireNode(network, id);
  const { parameters: schema } = layerType(node.type);
  const next = completeParameters(node.type, mergeParameters(schema, node.parameters, patch));
  if (Object.keys(next).every((name) => sameValue(next[name], node.parameters[name]))) return network;
  return {
    ...network,
    nodes: network.nodes.map((other) => (other.id === id ? { ...node, parameters: next } : other)),
  };
}

/** Why `from` cannot feed one more input of `to`, or `null` where `connect` would do it. */
export function connectionRefusal(network: Network, from: string, to: string): Refusal | null {
  const target = findNode(network, to);
  const missing = target === undefined ? to : findNode(network, from) === undefined ? from : null;
  if (target === undefined || missing !== null) {
    return { code: 'unknown-layer', message: `There is no layer "${missing}" in the network.` };
  }
  const [source, sink] = [labelOf(network, from), labelOf(network, to)];
  const inputs = network.connections.filter((connection) => connection.to === to);
  const { max } = layerType(target.type).inputs;
  if (max === 0) return { code: 'arity', message: `${sink} is where images enter: it takes no input.` };
  if (inputs.some((connection) => connection.from === from)) {
    return { code: 'duplicate', message: `${source} already feeds ${sink}.` };
  }
  if (reaches(network, to, from)) {
    return { code: 'cycle', message: `${sink} comes before ${source}: the connection would make a circle.` };
  }
  if (inputs.length >= max) {
    return {
      code: 'arity',
      message: `${sink} takes one input and has it. Remove that connection first, or join both with Add or Concatenate.`,
    };
  }
  return null;
}

/** Makes `from` the next input of `to`. */
export function connect(network: Network, from: string, to: string): Network {
  const refusal = connectionRefusal(network, from, to);
  if (refusal !== null) throw new EditRefused(refusal.code, refusal.message);
  const input = network.connections.filter((connection) => connection.to === to).length;
  return { ...network, connections: [...network.connections, { from, to, input }] };
}

/** Takes the connections from `from` to `to` away; later inputs of `to` move up. */
export function disconnect(network: Network, from: string, to: string): Network {
  requireNode(network, from);
  requireNode(network, to);
  const kept = network.connections.filter((connection) => connection.from !== from || connection.to !== to);
  return kept.length === network.connections.length ? network : { ...network, connections: renumber(kept) };
}

function requireNode(network: Network, id: string): LayerNode {
  const node = findNode(network, id);
  if (node === undefined) throw new EditRefused('unknown-layer', `There is no layer "${id}" in the network.`);
  return node;
}

function labelOf(network: Network, id: string): string {
  return labels(network).get(id) ?? id;
}

/** Ids of the layers that feed nothing, in topological order. */
function outputs(network: Network): readonly string[] {
  const targets = successors(network);
  return topologicalOrder(network).filter((id) => targets.get(id)?.length === 0);
}

function completeParameters(type: LayerTypeName, parameters: ParameterValues): ParameterValues {
  const { className, parameters: schema } = layerType(type);
  const result = schema.safeParse(parameters);
  if (!result.success)
    throw new EditRefused('bad-parameters', parameterMessage(className, schema, result.error));
  return result.data as ParameterValues;
}

/** The first fault, by the parameter's label: `Filters of Conv2D must be a whole number from 1 to 4096.` */
function parameterMessage(className: string, schema: z.ZodObject, error: z.ZodError): string {
  const name = error.issues[0]?.path[0];
  const parameter = parametersOf(schema).find((candidate) => candidate.name === name);
  return parameter === undefined
    ? `${className} has no such parameter. ${z.prettifyError(error)}`
    : `${parameter.meta.label} of ${className} must be ${acceptedValues(parameter.meta.control)}.`;
}

/** Whether there is a way along connections from `from` to `to`; a node reaches itself. */
function reaches(network: Network, from: string, to: string): boolean {
  const targets = successors(network);
  const seen = new Set<string>();
  const ahead = [from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...(targets.get(id) ?? []));
  }
  return false;
}

/** Takes all connections of a node away; what it fed is fed by its first input instead. */
function detach(network: Network, id: string): Network {
  const source = predecessors(network).get(id)?.[0];
  const healed = network.connections.flatMap((connection): readonly Connection[] => {
    if (connection.to === id) return [];
    if (connection.from !== id) return [connection];
    return source === undefined ? [] : [{ ...connection, from: source }];
  });
  return { ...network, connections: renumber(healed) };
}

/** Puts a node that has no connections in after another, in the list too; before one of those it fed, or all. */
function insertAfter(network: Network, id: string, after: string, before?: string): Network {
  const moved = network.connections.map((connection) =>
    connection.from === after && (before === undefined || connection.to === before)
      ? { ...connection, from: id }
      : connection,
  );
  return {
    ...network,
    nodes: network.nodes.flatMap((node) => {
      if (node.id === id) return [];
      return node.id === after ? [node, requireNode(network, id)] : [node];
    }),
    connections: [...moved, { from: after, to: id, input: 0 }],
  };
}

/** Puts a node without inputs in front of the first layer that lacks one. */
function putFirst(network: Network, id: string): Network {
  const sources = predecessors(network);
  const hungry = topologicalOrder(network).find((other) => {
    const node = findNode(network, other);
    return node !== undefined && layerType(node.type).inputs.min > 0 && sources.get(other)?.length === 0;
  });
  return {
    ...network,
    nodes: [requireNode(network, id), ...network.nodes.filter((node) => node.id !== id)],
    connections:
      hungry === undefined
        ? network.connections
        : [{ from: id, to: hungry, input: 0 }, ...network.connections],
  };
}

/** Inputs of each node numbered from 0 without gaps, in their order. */
function renumber(connections: readonly Connection[]): readonly Connection[] {
  const next = new Map<string, number>();
  const numbers = new Map<Connection, number>();
  for (const connection of connections.toSorted((a, b) => a.input - b.input)) {
    const input = next.get(connection.to) ?? 0;
    next.set(connection.to, input + 1);
    numbers.set(connection, input);
  }
  return connections.map((connection) => {
    const input = numbers.get(connection) ?? 0;
    return input === connection.input ? connection : { ...connection, input };
  });
}
