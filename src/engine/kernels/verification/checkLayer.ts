/** Holds one layer of tfjs, on the current backend, against float64: outputs and gradients. */
import * as tf from '@tensorflow/tfjs';
import { random } from '../../random';
import { array64, type Array64 } from './float64';
import type { LayerCase } from './layerCase';

/** Finite differences are taken at so many places of each tensor at most. */
const mostPlaces = 24;
const difference = 1e-4;

/** Worst distance of each tensor, as a part of the largest true value (or of 1e-3, where all are smaller). */
export type Distances = Readonly<Record<string, number>>;

/** `output`, the gradient of each input (`input gradient`, `input 2 gradient`, …), and of each trainable weight by its name. */
export async function checkLayer(layerCase: LayerCase): Promise<Distances> {
  const source = random(7, layerCase.inputShape.length, layerCase.name.length);
  const shapes = [layerCase.inputShape, ...(layerCase.otherInputShapes ?? [])];
  const inputValues = drawInputs(shapes, layerCase.input, source.next);
  const { model, weights } = await buildLayer(layerCase, shapes);
  const weightValues = weights.map(({ name, variable }) => weightValue(name, variable.shape, source.normal));
  weights.forEach(({ variable }, index) => assign(variable, weightValues[index] as Array64));

  const arrays = [...inputValues, ...weightValues];
  const reference = (values: readonly Array64[]): Array64 =>
    layerCase.reference(values[0] as Array64, ...values.slice(1));
  const truth = reference(arrays);
  const direction = float32Values(truth.shape, source.normal);
  const loss = (values: readonly Array64[]): number =>
    reference(values).data.reduce((sum, value, index) => sum + value * (direction.data[index] as number), 0);

  const inputs = inputValues.map((values) => tf.tidy(() => tf.variable(tensor(values))));
  const places = [
    ...inputs.map((variable, index) => ({ name: inputName(index), variable, trainable: true })),
    ...weights,
  ];
  const outputs: tf.Tensor[] = [];
  const { value, grads } = tf.variableGrads(
    () => {
      const output = tf.keep(model.apply(inputs, { training: layerCase.training ?? true }) as tf.Tensor);
      outputs.push(output);
      return tf.sum(tf.mul(output, tensor(direction))).asScalar();
    },
    places.filter(({ trainable }) => trainable).map(({ variable }) => variable),
  );

  const output = outputs[0] as tf.Tensor;
  const distances: Record<string, number> = {
    output: sameShape(output.shape, truth.shape) ? distance(await output.data(), truth.data) : Infinity,
  };
  for (const [index, { name, variable, trainable }] of places.entries()) {
    if (!trainable) continue;
    const gradient = await (grads[variable.name] as tf.Tensor).data();
    const cells = somePlaces(gradient.length);
    distances[`${name} gradient`] = distance(
      cells.map((cell) => gradient[cell] as number),
      cells.map((cell) => slope(loss, arrays, index, cell)),
    );
  }
  tf.dispose([value, grads, outputs, inputs]);
  model.dispose();
  return distances;
}

interface Weight {
  readonly name: string;
  readonly variable: tf.Variable;
  readonly trainable: boolean;
}

async function buildLayer(
  { className, config }: LayerCase,
  shapes: readonly (readonly number[])[],
): Promise<{ model: tf.LayersModel; weights: readonly Weight[] }> {
  const inputs = shapes.map((shape, index) => ({
    class_name: 'InputLayer',
    name: inputName(index).replace(' ', '_'),
    config: { name: inputName(index).replace(' ', '_'), batch_input_shape: [null, ...shape.slice(1)] },
    inbound_nodes: [],
  }));
  const references = inputs.map(({ name }) => [name, 0, 0, {}]);
  const model = await tf.models.modelFromJSON({
    class_name: 'Model',
    config: {
      name: 'checked',
      layers: [
        ...inputs,
        {
          class_name: className,
          name: 'layer',
          config: { name: 'layer', ...config },
          inbound_nodes: [references],
        },
      ],
      input_layers: references.map((reference) => reference.slice(0, 3)),
      output_layers: [['layer', 0, 0]],
    },
  });
  const layer = model.getLayer('layer');
  const weights = layer.weights.map((weight) => ({
    name: weight.originalName.split('/').at(-1) ?? '',
    // LayerVariable.read() answers the variable itself.
    variable: weight.read() as tf.Variable,
    trainable: weight.trainable,
  }));
  return { model, weights };
}

function inputName(index: number): string {
  return index === 0 ? 'input' : `input ${String(index + 1)}`;
}

function assign(variable: tf.Variable, values: Array64): void {
  tf.tidy(() => variable.assign(tensor(values)));
}

/** A variance is never negative. */
function weightValue(name: string, shape: readonly number[], normal: () => number): Array64 {
  return float32Values(shape, () => (name.includes('variance') ? 0.5 + Math.abs(normal()) : normal() * 0.4));
}

/** Values that are exact in float32, so that both sides start from the same numbers. */
function float32Values(shape: readonly number[], draw: () => number): Array64 {
  return array64(shape, () => Math.fround(draw()));
}

/** Values for every input; those of several inputs are `distinct` from each other, too. */
function drawInputs(
  shapes: readonly (readonly number[])[],
  kind: LayerCase['input'],
  next: () => number,
): Array64[] {
  const sizes = shapes.map((shape) => shape.reduce((product, each) => product * each, 1));
  const size = sizes.reduce((sum, each) => sum + each, 0);
  const order = Array.from({ length: size }, (_, index) => ({ index, key: next() })).sort(
    (a, b) => a.key - b.key,
  );
  // Odd multiples of the half step: never 0, where relu has its kink.
  const step = Math.max(0.01, Math.min(0.05, 8 / size));
  const draw = {
    normal: () => next() * 4 - 2,
    wide: (index: number) => ((index * 37) % 60) - 29.5,
    distinct: (index: number) => ((order[index] as { index: number }).index - size / 2 + 0.5) * step,
  }[kind];
  return shapes.map((shape, input) => {
    const start = sizes.slice(0, input).reduce((sum, each) => sum + each, 0);
    return array64(shape, (index) => Math.fround(draw(start + index)));
  });
}

function somePlaces(size: number): number[] {
  const count = Math.min(size, mostPlaces);
  return Array.from({ length: count }, (_, index) => Math.floor((index * size) / count));
}

/** d(loss)/d(arrays[index][place]) by central difference. */
function slope(
  loss: (values: readonly Array64[]) => number,
  arrays: readonly Array64[],
  index: number,
  place: number,
): number {
  const moved = (by: number): number =>
    loss(
      arrays.map((array, each) => {
        if (each !== index) return array;
        const data = Float64Array.from(array.data);
        data[place] = (data[place] as number) + by;
        return { shape: array.shape, data };
      }),
    );
  return (moved(difference) - moved(-difference)) / (2 * difference);
}

function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const scale = Math.max(1e-3, ...Array.from(expected, Math.abs));
  if (actual.length !== expected.length) return Infinity;
  const distances = Array.from(
    actual,
    (value, index) => Math.abs(value - (expected[index] as number)) / scale,
  );
  return distances.some(Number.isNaN) ? NaN : Math.max(...distances);
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

function tensor({ shape, data }: Array64): tf.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}
