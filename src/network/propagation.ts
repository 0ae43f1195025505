/** Carries shapes along a network: per layer what arrives, what leaves, weights, cost and receptive field. */
import { predecessors, topologicalOrder, type Network } from './graph';
import type { Shape, ShapeProblem, WeightSpec } from './layerType';
import { layerType } from './layers';
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

/** Facts of every node, keyed by id, in topological order. Never throws for a network as `graph.ts` promises it. */
export function propagate(network: Network): ReadonlyMap<string, LayerFacts> {
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const sources = predecessors(network);
  const facts = new Map<string, LayerFacts>();
  for (const id of topologicalOrder(network)) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const feeding = (sources.get(id) ?? []).map(
      (source) => facts.get(source) ?? { ...noFacts, inputShapes: [] },
    );
    const inputShapes = feeding.map((source) => source.outputShape);
    const fields = feeding.map((source) => source.receptiveField);
    facts.set(id, { inputShapes, ...layerFacts(node, inputShapes, fields) });
  }
  return facts;
}

function layerFacts(
  { type, parameters }: Network['nodes'][number],
  inputShapes: readonly (Shape | null)[],
  fields: readonly (ReceptiveField | null)[],
): Omit<LayerFacts, 'inputShapes'> {
  const layer = layerType(type);
  const known = inputShapes.filter((shape) => shape !== null);
  if (known.length < inputShapes.length || known.length < layer.inputs.min) return noFacts;
  const { shape, problem } = layer.outputShape(known, parameters);
  if (problem !== undefined) return { ...noFacts, shapeProblem: problem };
  const weights = layer.weights(known, parameters);
  const count = (trainable: boolean): number =>
    weights.reduce((sum, weight) => sum + (weight.trainable === trainable ? shapeSize(weight.shape) : 0), 0);
  const step = layer.receptiveField(known, parameters);
  const before = joinedField(fields);
  return {
    outputShape: shape,
    weights,
    parameters: { trainable: count(true), nonTrainable: count(false) },
    multiplyAdds: layer.operations(known, parameters),
    receptiveField: step === null || before === null ? null : extendReceptiveField(before, step),
    shapeProblem: null,
  };
}

/** Of several paths, one that sees everything makes the whole see everything. */
function joinedField(fields: readonly (ReceptiveField | null)[]): ReceptiveField | null {
  const [first, ...others] = fields.filter((field) => field !== null);
  if (fields.length === 0) return inputReceptiveField;
  return first === undefined || others.length + 1 < fields.length
    ? null
    : uniteReceptiveFields(first, others);
}
