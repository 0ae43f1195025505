import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { registerLayers } from '../layers/registerLayers';
import { random } from '../random';
import { objective } from './featureVisualization';
import { inspected, type Inspected } from './inspectionFixture';

const side = 12;
const network = chain([
  ['input', { height: side, width: side, channels: 3 }],
  ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
  ['maxPooling2d', { poolSize: [2, 2] }],
  ['conv2d', { filters: 5, kernelSize: [3, 3], activation: 'relu' }],
  ['flatten'],
  ['dense', { units: 3, activation: 'softmax' }],
]);
const [, , , second = '', , last = ''] = network.nodes.map(({ id }) => id);

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

function activation(inside: Inspected, layerId: string, map: number, pixels: Float32Array): number {
  return tf.tidy(
    () =>
      objective(inside.network, layerId, map, tf.tensor4d(pixels, [1, side, side, 3])).dataSync()[0] ?? NaN,
  );
}

function randomImage(index: number): Float32Array {
  const source = random(21, index);
  return Float32Array.from({ length: side * side * 3 }, () => source.next());
}

const question = { seed: 7, steps: 40, from: null } as const;

describe.each([
  ['a map', second, [0, 1, 2, 3, 4]],
  ['a class', last, [0, 1, 2]],
])('of %s', (_, layerId, maps) => {
  it.each(maps)('%i: rises above its start and above every random image', async (map) => {
    const inside = await inspected(network);
    const weights = inside.network.model.getWeights().map((weight) => [...weight.dataSync()]);
    const before = tf.memory().numTensors;
    const answer = await inside.ask('featureVisualization', { ...question, layerId, map });
    expect(tf.memory().numTensors).toBe(before);
    const others = Array.from({ length: 30 }, (_, index) =>
      activation(inside, layerId, map, randomImage(index)),
    );
    expect(answer.dead).toBe(false);
    expect(answer.step).toBe(40);
    expect(answer.activation).toBeCloseTo(activation(inside, layerId, map, answer.pixels), 6);
    expect(answer.activation).toBeGreaterThan(answer.startActivation ?? NaN);
    expect(answer.activation).toBeGreaterThan(Math.max(...others));
    expect(Math.min(...answer.pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...answer.pixels)).toBeLessThanOrEqual(1);
    expect(inside.network.model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(weights);
    inside.dispose();
  });
});

it('is the same for the same seed, in one go or in parts, and another for another', async () => {
  const inside = await inspected(network);
  const asked = { layerId: second, map: 1, seed: 7 };
  const whole = await inside.ask('featureVisualization', { ...asked, steps: 12, from: null });
  const part = await inside.ask('featureVisualization', { ...asked, steps: 5, from: null });
  const rest = await inside.ask('featureVisualization', { ...asked, steps: 7, from: part });
  expect(rest.pixels).toEqual(whole.pixels);
  expect(rest.step).toBe(12);
  const other = await inside.ask('featureVisualization', { ...asked, seed: 8, steps: 12, from: null });
  expect(other.pixels).not.toEqual(whole.pixels);
  inside.dispose();
});

it('climbs along the slope that finite differences measure', async () => {
  const smooth = chain([
    ['input', { height: side, width: side, channels: 3 }],
    ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'tanh' }],
    ['averagePooling2d', { poolSize: [2, 2] }],
    ['conv2d', { filters: 5, kernelSize: [3, 3], activation: 'tanh' }],
    ['flatten'],
    ['dense', { units: 3, activation: 'softmax' }],
  ]);
  const layerId = smooth.nodes[3]?.id ?? '';
  const inside = await inspected(smooth);
  const pixels = randomImage(3);
  const slopes = tf.tidy(() =>
    tf
      .grad((x: tf.Tensor) => objective(inside.network, layerId, 2, x as tf.Tensor4D))(
        tf.tensor4d(pixels, [1, side, side, 3]),
      )
      .dataSync(),
  );
  const largest = Math.max(...slopes.map(Math.abs));
  for (const at of [0, 100, 217, 431]) {
    const moved = (by: number) =>
      activation(
        inside,
        layerId,
        2,
        pixels.map((value, i) => (i === at ? value + by : value)),
      );
    expect(Math.abs((moved(0.05) - moved(-0.05)) / 0.1 - (slopes[at] ?? NaN))).toBeLessThan(0.02 * largest);
  }
  inside.dispose();
});

it('says of a dead map that it is dead', async () => {
  const inside = await inspected(network);
  const layer = inside.network.layer(second);
  const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
  layer.setWeights([kernel, tf.sub(bias, 1000)]);
  const answer = await inside.ask('featureVisualization', { ...question, layerId: second, map: 0 });
  expect(answer).toMatchObject({ dead: true, step: 0, activation: 0 });
  inside.dispose();
});
