/** Validates a network that comes from outside: a saved project, a link, a pasted text. */
import { z } from 'zod';
import { predecessors, type Network } from './graph';
import type { ParameterValues } from './layerType';
import { layerType, layerTypeNames } from './layers';

const id = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,63}$/, 'An id is a letter followed by letters, digits, "-" or "_".');

const nodeSchema = z
  .strictObject({ id, type: z.enum(layerTypeNames), parameters: z.unknown() })
  .transform((node, context) => {
    const result = layerType(node.type).parameters.safeParse(node.parameters);
    if (!result.success) {
      for (const { message, path } of result.error.issues) {
        context.addIssue({ code: 'custom', message, path: ['parameters', ...path] });
      }
      return z.NEVER;
    }
    return { ...node, parameters: result.data as ParameterValues };
  });

const connectionSchema = z.strictObject({ from: id, to: id, input: z.int().min(0).max(1023) });

/**
 * Accepts what `graph.ts` promises and nothing else: known types, complete parameters (missing ones get their
 * defaults), unique ids, inputs numbered without gaps, no cycle. `safeParse` says what is wrong and where.
 */
export const networkSchema: z.ZodType<Network> = z
  .strictObject({ nodes: z.array(nodeSchema).max(2000), connections: z.array(connectionSchema).max(10000) })
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
  return hasCycle(network) ? 'The connections make a circle.' : null;
}

/** Takes away layers whose inputs are all taken away, until no more can be: in a circle some stay. */
function hasCycle(network: Network): boolean {
  const left = new Map([...predecessors(network)].map(([to, sources]) => [to, new Set(sources)]));
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const [to, sources] of left) {
      if ([...sources].some((source) => left.has(source))) continue;
      left.delete(to);
    }
  }
  return left.size > 0;
}
