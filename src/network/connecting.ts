/** Connecting cards and taking connections away. Where a card is asked for, the id of a layer or of a block will do. */
import { blockEntry } from './blockPlan';
import { blockPath } from './blockTree';
import { cardLabel, inputOf, layersOf, outputOf, requireNode } from './cards';
import { EditRefused, type Refusal } from './editRefused';
import { findNode, incoming, type Connection, type Network } from './graph';
import { layerType } from './layers';
import { propagate } from './propagation';
import { downstream, upstream } from './reach';
import { feed, renumber, type Port } from './splice';

/**
 * Why `from` cannot feed one more input of `to`, or `null` where `connect` would do it.
 * @param input The place among the inputs of `to` it would take; the last if left out.
 */
export function connectionRefusal(
  network: Network,
  from: string,
  to: string,
  input?: number,
): Refusal | null {
  const wanted = checkedPorts(network, from, to, input);
  return 'code' in wanted ? wanted : null;
}

/** Makes `from` an input of `to`: the last, or the one numbered `input`, from where the others move along. */
export function connect(network: Network, from: string, to: string, input?: number): Network {
  const wanted = checkedPorts(network, from, to, input);
  if ('code' in wanted) throw new EditRefused(wanted.code, wanted.message);
  return { ...network, connections: feed(network.connections, wanted.source, wanted.ports) };
}

/**
 * Takes the connections from card `from` to card `to` away, or only that to the input numbered `input`; later inputs
 * move up.
 */
export function disconnect(network: Network, from: string, to: string, input?: number): Network {
  const [sources, targets] = [new Set(layersOf(network, from)), new Set(layersOf(network, to))];
  const kept = network.connections.filter(
    (connection) =>
      !sources.has(connection.from) ||
      !targets.has(connection.to) ||
      (sources.has(connection.to) && targets.has(connection.from)) ||
      (input !== undefined && connection.input !== input),
  );
  return kept.length === network.connections.length ? network : { ...network, connections: renumber(kept) };
}

/**
 * Takes one connection away and makes another in the same step: one end dragged elsewhere. It keeps its place among the
 * inputs where it still ends at the same layer.
 */
export function replaceConnection(
  network: Network,
  old: Connection,
  { from, to }: Pick<Connection, 'from' | 'to'>,
): Network {
  if (old.from === from && old.to === to) return network;
  requireNode(network, old.from);
  const without = disconnect(network, old.from, old.to, old.input);
  if (without === network)
    throw new EditRefused('unknown-connection', 'The connection to replace is not there any more.');
  return connect(without, from, to, old.to === to ? old.input : undefined);
}

interface WantedPorts {
  readonly source: string;
  readonly ports: readonly Port[];
}

/** The layer that would feed, and the inputs that it would feed; or why it cannot. */
function checkedPorts(network: Network, from: string, to: string, input?: number): WantedPorts | Refusal {
  const wanted = wantedPorts(network, from, to, input);
  return 'code' in wanted ? wanted : (portsRefusal(network, wanted) ?? wanted);
}

function wantedPorts(network: Network, from: string, to: string, input?: number): WantedPorts | Refusal {
  const source = outputOf(network, from);
  if (typeof source !== 'string') return source;
  const entry = blockEntry(network, to);
  if (entry !== null) return { source, ports: entry };
  const target = inputOf(network, to);
  if (typeof target !== 'string') return target;
  const last = incoming(network).get(target)?.length ?? 0;
  return { source, ports: [{ to: target, input: Math.min(input ?? last, last) }] };
}

function portsRefusal(network: Network, { source, ports }: WantedPorts): Refusal | null {
  for (const { to, input } of ports) {
    const refusal =
      arityRefusal(network, source, to) ??
      circleRefusal(network, source, to) ??
      fullRefusal(network, to) ??
      blockRefusal(network, source, to) ??
      // Where a whole block is fed, its plan sees to the shapes inside.
      (ports.length === 1 ? shapeRefusal(network, source, to, input) : null);
    if (refusal !== null) return refusal;
  }
  return null;
}

function arityRefusal(network: Network, source: string, to: string): Refusal | null {
  const label = cardLabel(network, to);
  if (layerType(requireNode(network, to).type).inputs.max === 0)
    return { code: 'arity', message: `${label} is where images enter: it takes no input.` };
  return incoming(network)
    .get(to)
    ?.some(({ from }) => from === source) === true
    ? { code: 'duplicate', message: `${cardLabel(network, source)} already feeds ${label}.` }
    : null;
}

function circleRefusal(network: Network, source: string, to: string): Refusal | null {
  if (!upstream(network, source).has(to)) return null;
  const message =
    source === to
      ? `${cardLabel(network, to)} cannot feed itself.`
      : `${cardLabel(network, to)} comes before ${cardLabel(network, source)}: the connection would make a circle.`;
  return { code: 'cycle', message };
}

function fullRefusal(network: Network, to: string): Refusal | null {
  const { max } = layerType(requireNode(network, to).type).inputs;
  if ((incoming(network).get(to)?.length ?? 0) < max) return null;
  const message = `${cardLabel(network, to)} takes one input and has it. Remove that connection first, or join both with Add or Concatenate.`;
  return { code: 'arity', message };
}

/** No path may leave a block and come back: closed, it would come before and after the same layer. */
function blockRefusal(network: Network, source: string, to: string): Refusal | null {
  if (network.blocks.length === 0) return null;
  const pathOf = (id: string): readonly string[] => blockPath(network, findNode(network, id)?.block);
  const [around, other] = [new Set(pathOf(source)), new Set(pathOf(to))];
  const both = (block: string): boolean => around.has(block) && other.has(block);
  const before = new Set([...upstream(network, source)].flatMap(pathOf).filter((block) => !both(block)));
  if (before.size === 0) return null;
  for (const id of downstream(network, to)) {
    const left = pathOf(id).find((block) => before.has(block));
    if (left === undefined) continue;
    const message = `The connection would lead out of ${cardLabel(network, left)} and back into it. Ungroup that block first.`;
    return { code: 'block', message };
  }
  return null;
}

/** Where layers join, shapes that do not fit are refused at once: nothing after them could be known. */
function shapeRefusal(network: Network, source: string, to: string, input: number): Refusal | null {
  const { inputs, outputShape } = layerType(requireNode(network, to).type);
  if (inputs.max === 1) return null;
  const { parameters } = requireNode(network, to);
  const facts = propagate(network);
  const shape = facts.get(source)?.outputShape;
  const joined = (facts.get(to)?.inputShapes ?? []).filter((known) => known !== null);
  if (shape === undefined || shape === null || joined.length + 1 < inputs.min) return null;
  // One that did not fit before is the card's problem, not this connection's.
  if (joined.length >= inputs.min && outputShape(joined, parameters).problem !== undefined) return null;
  const { problem } = outputShape(joined.toSpliced(input, 0, shape), parameters);
  return problem === undefined ? null : { code: 'shape', message: problem.message };
}
