/** Holds one layer of tfjs, on the current backend, against float64: outputs and gradients. */
import * as tf from '@tensorflow/tfjs';
import { random } from '../../random';
import { array64, type Array64 } from './float64';
import type { LayerCase } from './layerCases';

/** Finite differences are taken at so many places of each tensor at most. */
const mostPlaces = 24;
const difference = 1e-4;

/** Worst distance of each tensor, as a part of the largest true value (or of 1e-3, where all are smaller). */
export type Distances = Readonly<Record<string, number>>;

/** `output`, `input gradient`, and each weight's gradient under its name. */
export async function checkLayer(layerCase: LayerCase): Promise<Distances> {
  const source = random(7, layerCase.inputShape.length, layerCase.name.length);
  const x = inputValues(layerCase, source.next);
  const { model, weights } = await buildLayer(layerCase);
  const weightValues = weights.map(({ shape }) => float32Values(shape, () => source.normal() * 0.4));
  weights.forEach((weight, index) => tf.tidy(() => weight.assign(tensor(weightValues[index] as Array64))));

  const truth = layerCase.reference(x, ...weightValues);
  const direction = float32Values(truth.shape, source.normal);
  const loss = (...values: readonly Array64[]): number =>
    layerCase
      .reference(values[0] as Array64, ...values.slice(1))
      .data.reduce((sum, value, index) => sum + value * (direction.data[index] as number), 0);

  const input = tf.tidy(() => tf.variable(tensor(x)));
  const outputs: tf.Tensor[] = [];
  const { value, grads } = tf.variableGrads(() => {
    const output = tf.keep(model.apply(input, { training: true }) as tf.Tensor);
    outputs.push(output);
    return tf.sum(tf.mul(output, tensor(direction))).asScalar();
  }, [input, ...weights]);

  const distances: Record<string, number> = {
    output: distance(await (outputs[0] as tf.Tensor).data(), truth.data),
  };
  const named = [
    ['input gradient', input],
    ...weights.map((weight) => [`${weight.name} gradient`, weight]),
  ] as const;
  const arrays = [x, ...weightValues];
  for (const [index, [name, variable]] of (named as readonly (readonly [string, tf.Variable])[]).entries()) {
    const gradient = await (grads[variable.name] as tf.Tensor).data();
    const places = somePlaces(gradient.length);
    const expected = places.map((place) => slope(loss, arrays, index, place));
    distances[name] = distance(
      places.map((place) => gradient[place] as number),
      expected,
    );
  }
  tf.dispose([value, grads, outputs, input]);
  model.dispose();
  return distances;
}

async function buildLayer({
  className,
  config,
  inputShape,
}: LayerCase): Promise<{ model: tf.LayersModel; weights: tf.Variable[] }> {
  const model = await tf.models.modelFromJSON({
    class_name: 'Sequential',
    config: {
      name: 'checked',
      layers: [
        {
          class_name: className,
          config: { name: 'layer', ...config, batch_input_shape: [null, ...inputShape.slice(1)] },
        },
      ],
    },
    keras_version: '3.0.0',
    backend: 'tensorflow',
  });
  const weights = model.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
  return { model, weights };
}

/** Values that are exact in float32, so that both sides start from the same numbers. */
function float32Values(shape: readonly number[], draw: () => number): Array64 {
  return array64(shape, () => Math.fround(draw()));
}

function inputValues({ input, inputShape }: LayerCase, next: () => number): Array64 {
  if (input === 'normal') return float32Values(inputShape, () => next() * 4 - 2);
  if (input === 'wide') return array64(inputShape, (index) => ((index * 37) % 60) - 29.5);
  const size = inputShape.reduce((product, each) => product * each, 1);
  const order = Array.from({ length: size }, (_, index) => ({ index, key: next() })).sort(
    (a, b) => a.key - b.key,
  );
  // Odd multiples of the half step: never 0, where relu has its kink.
  const step = Math.max(0.01, Math.min(0.05, 8 / size));
  return array64(inputShape, (index) =>
    Math.fround(((order[index] as { index: number }).index - size / 2 + 0.5) * step),
  );
}

function somePlaces(size: number): number[] {
  const count = Math.min(size, mostPlaces);
  return Array.from({ length: count }, (_, index) => Math.floor((index * size) / count));
}

/** d(loss)/d(arrays[index][place]) by central difference. */
function slope(
  loss: (...values: readonly Array64[]) => number,
  arrays: readonly Array64[],
  index: number,
  place: number,
): number {
  const moved = (by: number): number =>
    loss(
      ...arrays.map((array, each) => {
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

function tensor({ shape, data }: Array64): tf.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}
