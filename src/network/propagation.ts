/** Carries shapes along a network: per layer what arrives, what leaves, weights, cost and receptive field. */
import { findNode, predecessors, topologicalOrder, type LayerNode, type Network } from './graph';
import type { ParameterValues, Shape, ShapeProblem, WeightSpec } from './layerType';
import { layerType, type LayerTypeName } from './layers';
import { perNetwork } from './perNetwork';
import {
  extendReceptiveField,
  inputReceptiveField,
  uniteReceptiveFields,
  type ReceptiveField,
} from './receptiveField';
import { shapeSize } from './shape';

export interface LayerFacts {
  /** In the order of the inputs; `null` where the layer before has none. */
  readonly inputShapes: readonly (Shape | null)[];
  /** `null` where inputs are missing or do not fit. */
  readonly outputShape: Shape | null;
  readonly weights: readonly WeightSpec[];
  readonly parameters: { readonly trainable: number; readonly nonTrainable: number };
  /** Of one forward pass for one image, as `LayerDeclaration.operations` counts. */
  readonly multiplyAdds: number;
  /** `null` where a cell sees the whole image, or the shape is not known. */
  readonly receptiveField: ReceptiveField | null;
  /** Why the inputs do not fit, where they are known and as many as the layer takes. */
  readonly shapeProblem: ShapeProblem | null;
}

const noFacts: Omit<LayerFacts, 'inputShapes'> = {
  outputShape: null,
  weights: [],
  parameters: { trainable: 0, nonTrainable: 0 },
  multiplyAdds: 0,
  receptiveField: null,
  shapeProblem: null,
};

const unknownFacts: LayerFacts = { ...noFacts, inputShapes: [] };

/** Facts of every node, keyed by id, in topological order. Never throws for a network as `graph.ts` promises it. */
export const propagate: (network: Network) => ReadonlyMap<string, LayerFacts> = perNetwork((network) => {
  const sources = predecessors(network);
  const facts = new Map<string, LayerFacts>();
  for (const id of topologicalOrder(network)) {
    const node = findNode(network, id);
    if (node === undefined) continue;
    const feeding = (sources.get(id) ?? []).map((source) => facts.get(source) ?? unknownFacts);
    facts.set(id, rememberedFacts(node, feeding));
  }
  return facts;
});

/**
 * What was last found for a node, by its parameters: an object that edits of other nodes leave as it is. Most nodes of a
 * network that was edited still have the inputs they had.
 */
const remembered = new WeakMap<
  ParameterValues,
  {
    readonly type: LayerTypeName;
    readonly frozen: boolean;
    readonly feeding: readonly LayerFacts[];
    readonly facts: LayerFacts;
  }
>();

function rememberedFacts(
  { type, parameters, trainable }: LayerNode,
  feeding: readonly LayerFacts[],
): LayerFacts {
  const frozen = trainable === false;
  const known = remembered.get(parameters);
  if (
    known?.type === type &&
    known.frozen === frozen &&
    known.feeding.length === feeding.length &&
    known.feeding.every((before, index) => givesTheSame(before, feeding[index] ?? unknownFacts))
  )
    return known.facts;
  const inputShapes = feeding.map(({ outputShape }) => outputShape);
  const fields = feeding.map(({ receptiveField }) => receptiveField);
  const facts = { inputShapes, ...layerFacts(type, parameters, frozen, inputShapes, fields) };
  remembered.set(parameters, { type, frozen, feeding, facts });
  return facts;
}

/** Whether what comes after two layers can be told apart by them. */
function givesTheSame(a: LayerFacts, b: LayerFacts): boolean {
  return (
    a === b || (sameShape(a.outputShape, b.outputShape) && sameField(a.receptiveField, b.receptiveField))
  );
}

function sameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

function sameField(a: ReceptiveField | null, b: ReceptiveField | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.turns === b.turns &&
    sameShape(a.size, b.size) &&
    sameShape(a.stride, b.stride) &&
    sameShape(a.start, b.start)
  );
}

function layerFacts(
  type: LayerTypeName,
  parameters: ParameterValues,
  frozen: boolean,
  inputShapes: readonly (Shape | null)[],
  fields: readonly (ReceptiveField | null)[],
): Omit<LayerFacts, 'inputShapes'> {
  const layer = layerType(type);
  const known = inputShapes.filter((shape) => shape !== null);
  if (known.length < inputShapes.length || known.length < layer.inputs.min) return noFacts;
  const { shape, problem } = layer.outputShape(known, parameters);
  if (problem !== undefined) return { ...noFacts, shapeProblem: problem };
  const declared = layer.weights(known, parameters);
  const weights = frozen ? declared.map(asFrozen) : declared;
  const count = (trainable: boolean): number =>
    weights.reduce((sum, weight) => sum + (weight.trainable === trainable ? shapeSize(weight.shape) : 0), 0);
  const step = layer.receptiveField(known, parameters);
  const [height = 1, width = 1] = shape;
  const before = joinedField(fields, [height, width]);
  return {
    outputShape: shape,
    weights,
    parameters: { trainable: count(true), nonTrainable: count(false) },
    multiplyAdds: layer.operations(known, parameters),
    receptiveField:
      step === null || before === null ? null : extendReceptiveField(before, step, [height, width]),
    shapeProblem: null,
  };
}

/** Of several paths, one that sees everything makes the whole see everything. `map` is [height, width] of all. */
function joinedField(
  fields: readonly (ReceptiveField | null)[],
  map: readonly [number, number],
): ReceptiveField | null {
  if (fields.length === 0) return inputReceptiveField;
  const known = fields.filter((field) => field !== null);
  return known.length < fields.length ? null : uniteReceptiveFields(known, map);
}

/** Training leaves it alone, and so no penalty is put on it: Keras adds up those of trainable weights only. */
function asFrozen(weight: WeightSpec): WeightSpec {
  const { regularizer: _, ...others } = weight;
  return { ...others, trainable: false };
}
