/** What a view says a number is made of adds up to that number, for any unit of any network. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { registerLayers } from '../layers/registerLayers';
import type { Arithmetic } from '../protocol/arithmetic';
import type { FeatureMaps } from '../protocol/featureMaps';
import { inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

/** Within 1e-4 of the larger one, or of 1 where both are small. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(expected)));
}

function at({ shape, values }: FeatureMaps, map: number, row: number, column: number): number {
  if (shape.length === 1) return values[map] ?? NaN;
  const [, width = 0, channels = 0] = shape;
  return values[(row * width + column) * channels + map] ?? NaN;
}

/** The same function by tfjs, over all maps of a cell, since softmax needs them. */
function activated(name: string, preActivations: readonly number[]): number[] {
  return tf.tidy(() => {
    const layer = tf.layers.activation({ activation: name as 'relu' });
    return [...(layer.apply(tf.tensor2d([[...preActivations]])) as tf.Tensor2D).dataSync()];
  });
}

it('adds up to the number in the map: random units of random networks', { timeout: 60_000 }, async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(randomNetwork(), fc.nat(), fc.nat(), fc.nat(), async (network, a, b, c) => {
      const inside = await inspected(network);
      const tensors = tf.memory().numTensors;
      for (const { id, type, parameters } of network.nodes) {
        const { kind } = layerType(type).picture(parameters);
        if (kind !== 'window' && kind !== 'dense' && kind !== 'wholeMap') continue;
        const shape = infer(network).nodes.get(id)?.outputShape ?? [];
        const [height = 1, width = 1, maps = 1] = shape.length === 3 ? shape : [1, 1, shape[0]];
        const [map, row, column] = [a % maps, b % height, c % width];
        const own = await inside.ask('featureMaps', { layerId: id });
        const answer = await inside.ask('arithmetic', { layerId: id, map, row, column });
        met.set(answer.kind, (met.get(answer.kind) ?? 0) + 1);
        expectNear(answer.value, at(own, map, row, column));
        if (answer.kind === 'pooling') {
          const { max, average, mode } = answer;
          expectNear(mode === 'max' ? max : average, answer.value);
          const source = network.connections.find(({ to }) => to === id)?.from ?? '';
          if (answer.winner !== null) {
            const { winner } = answer;
            expectNear(
              at(await inside.ask('featureMaps', { layerId: source }), map, winner.row, winner.column),
              max,
            );
          }
          continue;
        }
        expectNear(answer.sum, partsOf(answer));
        const cell =
          answer.activation === 'softmax' ? Array.from({ length: maps }, (_, each) => each) : [map];
        const preActivations: number[] = [];
        for (const each of cell) {
          const unit = await inside.ask('arithmetic', { layerId: id, map: each, row, column });
          preActivations.push(unit.kind === 'pooling' ? NaN : unit.preActivation);
        }
        expectNear(activated(answer.activation, preActivations)[cell.indexOf(map)] ?? NaN, answer.value);
      }
      expect(tf.memory().numTensors).toBe(tensors);
      inside.dispose();
    }),
    { numRuns: 60 },
  );
  for (const kind of ['convolution', 'dense', 'pooling']) expect(met.get(kind) ?? 0, kind).toBeGreaterThan(5);
});

function partsOf(answer: Exclude<Arithmetic, { readonly kind: 'pooling' }>): number {
  if (answer.kind === 'dense')
    return answer.inputs.reduce((sum, x, index) => sum + x * (answer.weights[index] ?? NaN), 0);
  return answer.channels.reduce((sum, { values, kernel }) => {
    const products = values.flatMap((line, i) => line.map((x, j) => x * (kernel[i]?.[j] ?? NaN)));
    return sum + products.reduce((all, product) => all + product, 0);
  }, 0);
}

describe('pooling, by hand', () => {
  const network = chain([
    ['input', { height: 3, width: 3, channels: 1 }],
    ['maxPooling2d', { poolSize: [2, 2], strides: [1, 1], padding: 'same' }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const layerId = network.nodes[1]?.id ?? '';

  it('names the first of equal cells, and leaves the padding out of the mean', async () => {
    // 1 5 5 / 2 3 5 / 0 0 4
    const inside = await inspected(network, { pixels: [1, 5, 5, 2, 3, 5, 0, 0, 4] });
    const answer = await inside.ask('arithmetic', { layerId, map: 0, row: 0, column: 1 });
    expect(answer).toMatchObject({
      mode: 'max',
      max: 5,
      average: 18 / 4,
      winner: { row: 0, column: 1 },
      value: 5,
    });
    const corner = await inside.ask('arithmetic', { layerId, map: 0, row: 2, column: 2 });
    expect(corner).toMatchObject({
      max: 4,
      average: 4,
      values: [
        [4, null],
        [null, null],
      ],
    });
    const all = await inside.ask('poolingWinners', { layerId, map: 0 });
    expect([...all.winners]).toEqual([1, 1, 2, 4, 5, 5, 6, 8, 8]);
    expect([...all.max]).toEqual([5, 5, 5, 3, 5, 5, 0, 4, 4]);
    inside.dispose();
  });
});
