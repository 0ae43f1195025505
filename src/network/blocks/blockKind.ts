/**
 * What a kind of block is: a plan that makes a few layers and their connections from a few parameters. One declaration
 * (`defineBlock`) says all that is particular to a kind, as `defineLayer` does for a layer type.
 */
import type { z } from 'zod';
import type { ParameterValues } from '../layerType';
import type { LayerTypeName } from '../layers';

/** One layer of a plan. */
export interface PlannedLayer {
  /** Unique in the plan; kept as the node's `role`, so that it keeps its weights when the plan is made anew. */
  readonly role: string;
  readonly type: LayerTypeName;
  /** Over the defaults of the type. */
  readonly parameters: ParameterValues;
  /** Roles that feed it, in the order of its inputs; `null` is what feeds the block. */
  readonly from: readonly (string | null)[];
}

/** Layers in topological order. A block has one input and one output. */
export interface BlockPlan {
  readonly layers: readonly PlannedLayer[];
  /** Role of the layer whose output is the block's. */
  readonly output: string;
}

/** Everything that is particular to one kind of block. */
export interface BlockDeclaration<S extends z.ZodObject = z.ZodObject> {
  /** On its card and in the palette: `Residual block`. */
  readonly title: string;
  /** Made with the builders of `parameter.ts`, as a layer type's. */
  readonly parameters: S;
  /** Pure: equal parameters give equal plans. */
  plan(parameters: z.output<S>): BlockPlan;
  /** Plain words: what it is good for, and the network it became known by. Two or three sentences. */
  readonly explanation: string;
}

/** Identity, with the parameter types inferred. */
export function defineBlock<S extends z.ZodObject>(declaration: BlockDeclaration<S>): BlockDeclaration<S> {
  return declaration;
}
