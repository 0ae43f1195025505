/**
 * Random networks for property tests: any layer type, any parameters, branches and merges, small enough to be built by
 * the thousand. Every one is valid: one Input, shapes that fit, no loose end, softmax at the end.
 */
import fc from 'fast-check';
import type { Connection, LayerNode, Network } from '../graph';
import type { ParameterControl, ParameterValue, ParameterValues, Shape } from '../layerType';
import { layerType, layerTypeNames, type LayerTypeName } from '../layers';
import { parametersOf } from '../parameter';
import { shapeSize } from '../shape';

/** Numbers in one feature map, and in the weights of one layer. */
const mostValues = 4000;
/** Parameters that are tried for a layer before it is left out. */
const attempts = 4;

interface Step {
  readonly type: LayerTypeName;
  readonly candidates: readonly ParameterValues[];
  /** Picks what feeds it. */
  readonly from: number;
  /** Picks further inputs of a merging layer, as many as there are. */
  readonly others: readonly number[];
}

/** Values of one parameter, by its control: within its range, and small. */
export function parameterValue(control: ParameterControl): fc.Arbitrary<ParameterValue> {
  switch (control.kind) {
    case 'integer':
      return fc.integer({ min: control.min, max: Math.min(control.max, 12) });
    case 'number':
      return fc.double({ min: control.min, max: control.max, noNaN: true });
    case 'optionalNumber':
      return fc.option(fc.double({ min: control.min, max: control.max, noNaN: true }));
    case 'pair':
      return fc.oneof(fc.constant([1, 1]), list(control, 2), fc.constant([2, 2]));
    case 'sides':
      return list(control, 4);
    case 'numbers':
      // Mostly as long as it can be, which is what a shape or an order of axes asks for.
      return fc
        .constantFrom(1, control.mostItems, control.mostItems)
        .chain((length) => list(control, length));
    case 'choice':
      return fc.constantFrom(...control.options);
    case 'toggle':
      return fc.boolean();
    default:
      return control satisfies never;
  }
}

/** All parameters of a type. */
export function layerParameters(type: LayerTypeName): fc.Arbitrary<ParameterValues> {
  const parameters = parametersOf(layerType(type).parameters);
  return fc.record(
    Object.fromEntries(
      parameters.map(({ name, meta, default: usual }) => [
        name,
        fc.oneof(fc.constant(usual), parameterValue(meta.control)),
      ]),
    ),
  );
}

/** Valid networks of up to `mostLayers` layers between the Input and the classifier. */
export function randomNetwork(mostLayers = 14): fc.Arbitrary<Network> {
  const types = layerTypeNames.filter((type) => layerType(type).inputs.max > 0);
  const step: fc.Arbitrary<Step> = fc.constantFrom(...types).chain((type) =>
    fc.record({
      type: fc.constant(type),
      candidates: fc.array(layerParameters(type), { minLength: attempts, maxLength: attempts }),
      from: fc.nat(),
      others: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
    }),
  );
  const input = fc.record({
    height: fc.integer({ min: 1, max: 12 }),
    width: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 3),
  });
  return fc
    .record({
      input,
      steps: fc.array(step, { minLength: 1, maxLength: mostLayers }),
      classes: fc.integer({ min: 2, max: 5 }),
      softmaxLayer: fc.boolean(),
    })
    .map(({ input: parameters, steps, classes, softmaxLayer }) => {
      const growing = new GrowingNetwork();
      growing.add('input', [parameters], []);
      for (const next of steps) growing.grow(next);
      growing.finish(classes, softmaxLayer);
      return growing.network();
    });
}

/** Adds layers that fit and leaves out those that do not. */
class GrowingNetwork {
  private readonly nodes: LayerNode[] = [];
  private readonly connections: Connection[] = [];
  private readonly shapes = new Map<string, Shape>();

  network(): Network {
    return { nodes: this.nodes, connections: this.connections, blocks: [] };
  }

  /** Adds a layer with the first parameters that fit; answers with its id, or `null` where none do. */
  add(
    type: LayerTypeName,
    candidates: readonly ParameterValues[],
    from: readonly string[],
    limit = mostValues,
  ): string | null {
    const layer = layerType(type);
    const inputShapes = from.flatMap((id) => [this.shapes.get(id) ?? []]);
    for (const candidate of candidates) {
      const parameters = layer.parameters.parse(candidate) as ParameterValues;
      const { shape } = layer.outputShape(inputShapes, parameters);
      if (shape === undefined || shapeSize(shape) > limit) continue;
      const weights = layer.weights(inputShapes, parameters);
      if (weights.some((weight) => shapeSize(weight.shape) > limit)) continue;
      const id = `${type}-${this.nodes.length + 1}`;
      this.nodes.push({ id, type, parameters });
      from.forEach((source, input) => this.connections.push({ from: source, to: id, input }));
      this.shapes.set(id, shape);
      return id;
    }
    return null;
  }

  /** One more layer, fed by any that are there. */
  grow({ type, candidates, from, others }: Step): void {
    const ids = [...this.shapes.keys()];
    // Every other layer goes on where the last one ended, so that networks get deep and not only wide.
    const first = (from % 2 === 0 ? ids.at(-1) : ids[from % ids.length]) ?? '';
    if (layerType(type).inputs.max === 1) {
      this.add(type, candidates, [first]);
      return;
    }
    const sources = [first];
    for (const pick of others) {
      const fitting = ids.filter((id) => !sources.includes(id) && this.fits(type, [...sources, id]));
      const next = fitting[pick % fitting.length];
      if (next !== undefined) sources.push(next);
    }
    if (sources.length >= layerType(type).inputs.min) this.add(type, candidates, sources);
  }

  /** Joins all loose ends and classifies from them. */
  finish(classes: number, softmaxLayer: boolean): void {
    const fed = new Set(this.connections.map(({ from }) => from));
    const ends = [...this.shapes.keys()].filter((id) => !fed.has(id));
    const vectors = ends.map((id) =>
      this.shapes.get(id)?.length === 1
        ? id
        : (this.add('globalAveragePooling2d', [{}], [id], Infinity) ?? id),
    );
    const [only = ''] = vectors;
    const joined = vectors.length === 1 ? only : (this.add('concatenate', [{}], vectors, Infinity) ?? only);
    const activation = softmaxLayer ? 'linear' : 'softmax';
    const scores = this.add('dense', [{ units: classes, activation }], [joined], Infinity) ?? '';
    if (softmaxLayer) this.add('softmax', [{}], [scores]);
  }

  private fits(type: LayerTypeName, from: readonly string[]): boolean {
    const shapes = from.map((id) => this.shapes.get(id) ?? []);
    return layerType(type).outputShape(shapes, {}).shape !== undefined;
  }
}

function list({ min, max }: { readonly min: number; readonly max: number }, length: number) {
  return fc.array(fc.integer({ min, max: Math.min(max, 4) }), { minLength: length, maxLength: length });
}
