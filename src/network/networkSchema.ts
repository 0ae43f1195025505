/** Validates a network that comes from outside: a saved project, a link, a pasted text. */
import { z } from 'zod';
import { blockKind, plannedBlockNames } from './blocks';
import { predecessors, successors, type Block, type Network } from './graph';
import { reached } from './reach';
import { topologicalSort } from './topologicalSort';
import type { ParameterValues } from './layerType';
import { layerType, layerTypeNames } from './layers';

const id = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,63}$/, 'An id is a letter followed by letters, digits, "-" or "_".');

const nodeSchema = z
  .strictObject({
    id,
    type: z.enum(layerTypeNames),
    parameters: z.unknown(),
    block: id.exactOptional(),
    role: z.string().max(64).exactOptional(),
    trainable: z.literal(false).exactOptional(),
  })
  .transform((node, context) => {
    const parameters = checkedParameters(layerType(node.type).parameters, node.parameters, context);
    return parameters === null ? z.NEVER : { ...node, parameters };
  });

const noParameters = z.strictObject({});

const blockSchema = z
  .strictObject({
    id,
    kind: z.enum([...plannedBlockNames, 'custom']),
    title: z.string().min(1).max(80),
    parameters: z.unknown(),
    parent: id.exactOptional(),
  })
  .transform((block, context) => {
    const schema = block.kind === 'custom' ? noParameters : blockKind(block.kind).parameters;
    const parameters = checkedParameters(schema, block.parameters, context);
    return parameters === null ? z.NEVER : { ...block, parameters };
  });

/** The parameters with missing ones at their defaults; `null` where they do not fit, which `context` is told. */
function checkedParameters(
  schema: z.ZodObject,
  parameters: unknown,
  context: z.RefinementCtx,
): ParameterValues | null {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data as ParameterValues;
  for (const { message, path } of result.error.issues) {
    context.addIssue({ code: 'custom', message, path: ['parameters', ...path] });
  }
  return null;
}

const connectionSchema = z.strictObject({ from: id, to: id, input: z.int().min(0).max(1023) });

/**
 * Accepts what `graph.ts` promises and nothing else: known types, complete parameters (missing ones get their
 * defaults), unique ids, inputs numbered without gaps, no cycle, sound blocks. `safeParse` says what is wrong and where.
 */
export const networkSchema: z.ZodType<Network> = z
  .strictObject({
    nodes: z.array(nodeSchema).max(2000),
    connections: z.array(connectionSchema).max(10000),
    // Networks saved before there were blocks have none.
    blocks: z.array(blockSchema).max(2000).default([]),
  })
  .superRefine((network, context) => {
    const fault = structuralFault(network);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });

function structuralFault(network: Network): string | null {
  const types = new Map(network.nodes.map((node) => [node.id, node.type]));
  if (types.size < network.nodes.length) return 'Two layers have the same id.';
  const inputs = new Map<string, Set<number>>();
  for (const { from, to, input } of network.connections) {
    const type = types.get(to);
    if (type === undefined || !types.has(from))
      return `A connection goes from "${from}" to "${to}", which are not both there.`;
    const taken = inputs.get(to) ?? new Set<number>();
    if (taken.has(input)) return `Input ${input} of "${to}" is connected twice.`;
    inputs.set(to, taken.add(input));
    if (taken.size > layerType(type).inputs.max)
      return `"${to}" has more inputs than a ${layerType(type).className} takes.`;
  }
  for (const [to, taken] of inputs) {
    if (Math.max(...taken) !== taken.size - 1) return `The inputs of "${to}" are not numbered 0, 1, 2, …`;
  }
  return isCircular(predecessors(network)) ? 'The connections make a circle.' : blockFault(network);
}

function blockFault(network: Network): string | null {
  const { nodes, blocks } = network;
  const byId = new Map<string, Block>(blocks.map((block) => [block.id, block]));
  const nodeIds = new Set(nodes.map((node) => node.id));
  if (byId.size < blocks.length || blocks.some((block) => nodeIds.has(block.id)))
    return 'Two blocks, or a block and a layer, have the same id.';
  const missing = [...nodes.map(({ block }) => block), ...blocks.map(({ parent }) => parent)].find(
    (id) => id !== undefined && !byId.has(id),
  );
  if (missing !== undefined) return `Something is in block "${missing}", which is not there.`;
  const parents = new Map(blocks.map(({ id, parent }) => [id, parent === undefined ? [] : [parent]]));
  if (isCircular(parents)) return 'A block lies in itself.';
  const members = new Map<string, Set<string>>(blocks.map(({ id }) => [id, new Set()]));
  for (const node of nodes)
    for (let id = node.block; id !== undefined; id = byId.get(id)?.parent) members.get(id)?.add(node.id);
  for (const [id, layers] of members) {
    if (layers.size === 0) return `Block "${id}" has no layer in it.`;
    const before = reached(predecessors(network), layers);
    const between = [...reached(successors(network), layers)].find(
      (node) => before.has(node) && !layers.has(node),
    );
    if (between !== undefined)
      return `A path leaves block "${id}" through "${between}" and comes back into it.`;
  }
  return null;
}

/** Whether a way along `sources` leads from something back to it. */
function isCircular(sources: ReadonlyMap<string, readonly string[]>): boolean {
  const position = new Map(topologicalSort([...sources.keys()], sources).map((id, index) => [id, index]));
  return [...sources].some(([id, before]) =>
    before.some((source) => (position.get(source) ?? -1) >= (position.get(id) ?? 0)),
  );
}
