/** Edits of blocks. Pure; each throws `EditRefused` where it cannot be done. */
import {
  fittingParameters,
  followedPlan,
  plannedBlock,
  plannedPart,
  sameParameters,
  type PlannedPart,
} from './blockPlan';
import { blockMembers, blockPath, blocksById, commonBlock } from './blockTree';
import { blockKind, type PlannedBlockName } from './blocks';
import { cardLabel } from './cards';
import { completeParameters } from './completeParameters';
import { lastOutput, type AddOptions } from './edits';
import { EditRefused } from './editRefused';
import { findNode, predecessors, successors, type Block, type Network } from './graph';
import { newIds } from './layerIds';
import type { ParameterValues } from './layerType';
import { propagate } from './propagation';
import { reached } from './reach';
import { branch, feed, partOf, placeAfter, put, splice, withParent } from './splice';

const MOST_TITLE_LETTERS = 80;

/**
 * Adds a block of a kind that has a plan, as `addLayer` adds a layer. What `parameters` leave open is set so that the
 * block takes what arrives there, where it can be: a residual block gets as many filters as there are channels.
 */
export function addBlock(network: Network, kind: PlannedBlockName, options: AddOptions = {}): Network {
  const { after = lastOutput(network), before, parameters = {} } = options;
  if (after === undefined) return put(network, newBlock(network, kind, parameters));
  const place = placeAfter(network, after, before);
  return splice(network, newBlock(network, kind, parameters, place.source), place);
}

/** Adds a block that takes in what a card gives, beside what that feeds already, as `appendLayer` does a layer. */
export function appendBlock(
  network: Network,
  kind: PlannedBlockName,
  after: string,
  parameters: ParameterValues = {},
): Network {
  const place = placeAfter(network, after);
  return branch(network, newBlock(network, kind, parameters, place.source), place);
}

/** Adds a block that is connected to nothing, in another block or in none. */
export function placeBlock(
  network: Network,
  kind: PlannedBlockName,
  parameters: ParameterValues = {},
  around?: string,
): Network {
  if (around !== undefined) requireBlock(network, around);
  return put(network, newBlock(network, kind, parameters), around);
}

/**
 * Sets some of a block's parameters and makes its layers anew by its plan: a layer keeps its id, and so its weights,
 * where the plan still has its role. Refused (`plan`) where the layers were edited by hand.
 */
export function setBlockParameters(network: Network, id: string, patch: ParameterValues): Network {
  const block = plannedBlock(network, requireBlock(network, id).id);
  const plan = followedPlan(network, id);
  if (block === null || plan === null) {
    const message = `${cardLabel(network, id)} has no plan to follow: its layers were edited by hand. Edit them instead.`;
    throw new EditRefused('plan', message);
  }
  const { title: name, parameters: schema } = blockKind(block.kind);
  const parameters = completeParameters({ name, schema }, block.parameters, patch);
  if (sameParameters(parameters, block.parameters)) return network;
  const makeId = newIds(network);
  const old = new Map(plan.network.nodes.map((node) => [node.role, node]));
  const next = plannedPart({ ...block, parameters }, ({ role, type }) => {
    const kept = old.get(role);
    return kept?.type === type ? kept.id : makeId(type);
  });
  const nodes = next.network.nodes.map((node) => {
    const kept = findNode(network, node.id);
    if (kept === undefined) return node;
    if (sameParameters(kept.parameters, node.parameters)) return kept;
    return kept.trainable === false ? { ...node, trainable: false as const } : node;
  });
  const members = new Set(plan.network.nodes.map((node) => node.id));
  const first = network.nodes.findIndex((node) => members.has(node.id));
  const outside = network.connections
    .filter(({ to }) => !members.has(to))
    .map((connection) => (members.has(connection.from) ? { ...connection, from: next.output } : connection));
  const inside = next.network.connections;
  return {
    nodes: [
      ...network.nodes.slice(0, first).filter((node) => !members.has(node.id)),
      ...nodes,
      ...network.nodes.slice(first).filter((node) => !members.has(node.id)),
    ],
    connections: [...outside, ...(plan.source === null ? inside : feed(inside, plan.source, next.entry))],
    blocks: network.blocks.map((other) => (other.id === id ? { ...other, parameters } : other)),
  };
}

/**
 * Makes a block of some cards, in the block that holds them all. Refused (`block`) where a path would lead out of it and
 * back in, or where it would cut another block in two.
 */
export function groupNodes(network: Network, cards: readonly string[], title: string): Network {
  const { layers, blocks } = partOf(network, cards);
  if (layers.size === 0) throw new EditRefused('block', 'A block needs a layer: choose one at least.');
  // What lies around the cards: of a layer its block, of a block its parent.
  const around = [
    ...network.nodes
      .filter(({ id, block }) => layers.has(id) && !blocks.has(block ?? ''))
      .map(({ block }) => block),
    ...network.blocks
      .filter(({ id, parent }) => blocks.has(id) && !blocks.has(parent ?? ''))
      .map(({ parent }) => parent),
  ];
  const parent = commonBlock(network, around);
  const depth = blockPath(network, parent).length;
  /** Blocks that go into the new one whole, though only their layers were chosen. */
  const whole = new Set(around.flatMap((block) => blockPath(network, block)[depth] ?? []));
  for (const block of whole) {
    if (
      blockMembers(network)
        .get(block)
        ?.every(({ id }) => layers.has(id)) === true
    )
      continue;
    const message = `${cardLabel(network, block)} is chosen in part only. Choose all of it, or layers within it alone.`;
    throw new EditRefused('block', message);
  }
  requireNoWayBack(network, layers);
  const id = newIds(network)('block');
  const group: Block = withParent({ id, kind: 'custom', title: checkedTitle(title), parameters: {} }, parent);
  const enters = (block: Block): boolean =>
    whole.has(block.id) || (blocks.has(block.id) && block.parent === parent);
  return {
    ...network,
    nodes: network.nodes.map((node) =>
      layers.has(node.id) && node.block === parent ? { ...node, block: id } : node,
    ),
    blocks: [...network.blocks.map((block) => (enters(block) ? withParent(block, id) : block)), group],
  };
}

/** Takes a block away and leaves what is in it. */
export function ungroup(network: Network, id: string): Network {
  const { parent } = requireBlock(network, id);
  return {
    ...network,
    nodes: network.nodes.map((node) => {
      if (node.block !== id) return node;
      const { block: _, ...rest } = node;
      return parent === undefined ? rest : { ...rest, block: parent };
    }),
    blocks: network.blocks
      .filter((block) => block.id !== id)
      .map((block) => (block.parent === id ? withParent(block, parent) : block)),
  };
}

/** Calls a block by another title. Refused (`bad-parameters`) where that is empty or longer than 80 letters. */
export function renameBlock(network: Network, id: string, title: string): Network {
  const block = requireBlock(network, id);
  const next = checkedTitle(title);
  if (next === block.title) return network;
  return {
    ...network,
    blocks: network.blocks.map((other) => (other === block ? { ...block, title: next } : other)),
  };
}

/** A block with layers of new ids, fitted to what `source` gives. */
function newBlock(
  network: Network,
  kind: PlannedBlockName,
  given: ParameterValues,
  source?: string,
): PlannedPart {
  const { title, parameters: schema } = blockKind(kind);
  const shape = source === undefined ? null : (propagate(network).get(source)?.outputShape ?? null);
  const parameters = completeParameters({ name: title, schema }, {}, fittingParameters(kind, shape, given));
  const makeId = newIds(network);
  return plannedPart({ id: makeId('block'), kind, title, parameters }, ({ type }) => makeId(type));
}

function requireBlock(network: Network, id: string): Block {
  const block = blocksById(network).get(id);
  if (block === undefined)
    throw new EditRefused('unknown-block', `There is no block "${id}" in the network.`);
  return block;
}

function checkedTitle(title: string): string {
  const trimmed = title.trim();
  if (trimmed.length >= 1 && trimmed.length <= MOST_TITLE_LETTERS) return trimmed;
  throw new EditRefused('bad-parameters', `A block’s title has 1 to ${MOST_TITLE_LETTERS} letters.`);
}

/** Throws `EditRefused` (`block`) where a path leaves these layers and comes back to them. */
function requireNoWayBack(network: Network, layers: ReadonlySet<string>): void {
  const after = reached(successors(network), layers);
  const before = reached(predecessors(network), layers);
  const between = [...after].find((id) => before.has(id) && !layers.has(id));
  if (between === undefined) return;
  const message = `${cardLabel(network, between)} lies between the chosen layers: a path would leave the block and come back. Choose it too.`;
  throw new EditRefused('block', message);
}
