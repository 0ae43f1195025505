/** What a view says a number is made of adds up to that number, for any unit of any network. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain, type LayerSpec } from '../../network/chain';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import { shapeSize } from '../../network/shape';
import { layerParameters, randomNetwork } from '../../network/verification/randomNetwork';
import { registerLayers } from '../layers/registerLayers';
import type { Arithmetic, ArithmeticQuery, ChannelTerm } from '../protocol/arithmetic';
import type { FeatureMaps } from '../protocol/featureMaps';
import { inspected, type Inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

/**
 * Within 1e-4 of what is expected, relative to that. What float32 loses where terms cancel out is a share of the terms:
 * `terms` is the sum of their magnitudes.
 */
function expectNear(actual: number, expected: number, terms = 0): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * Math.abs(expected) + 1e-6 * terms);
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

type Sum = Exclude<Arithmetic, { readonly kind: 'pooling' }>;

/** Every product of a sum, from the values and weights that are told and not from the products that are. */
function productsOf(answer: Sum): number[] {
  const under = ({ values, kernel }: ChannelTerm) =>
    values.flatMap((line, i) => line.map((x, j) => x * (kernel[i]?.[j] ?? NaN)));
  if (answer.kind === 'dense') return answer.inputs.map((x, index) => x * (answer.weights[index] ?? NaN));
  if (answer.kind !== 'separableConvolution') return answer.channels.flatMap(under);
  return answer.terms.flatMap((term) => under(term).map((product) => product * term.weight));
}

const added = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const magnitude = (values: readonly number[]) => added(values.map(Math.abs));

/** That all numbers told of a unit lead to the one in its map. */
async function expectToAddUp(
  inside: Inspected,
  own: FeatureMaps,
  query: ArithmeticQuery,
): Promise<Arithmetic> {
  const { layerId, map, row, column } = query;
  const answer = await inside.ask('arithmetic', query);
  expectNear(answer.value, at(own, map, row, column));
  if (answer.kind === 'pooling') {
    const { max, average, mode } = answer;
    const numbers = answer.values.flat().flatMap((value) => (value === null ? [] : [value]));
    expectNear(max, Math.max(...numbers));
    expectNear(average, added(numbers) / numbers.length, magnitude(numbers) / numbers.length);
    if (mode === 'max') expectNear(answer.value, max);
    else expectNear(answer.value, average, magnitude(numbers) / numbers.length);
    return answer;
  }
  const products = productsOf(answer);
  expectNear(answer.sum, added(products), magnitude(products));
  const maps = own.shape.at(-1) ?? 1;
  const cell = answer.activation === 'softmax' ? Array.from({ length: maps }, (_, each) => each) : [map];
  const preActivations: number[] = [];
  for (const each of cell) {
    const unit = await inside.ask('arithmetic', { layerId, map: each, row, column });
    preActivations.push(unit.kind === 'pooling' ? NaN : unit.preActivation);
  }
  expectNear(
    activated(answer.activation, preActivations)[cell.indexOf(map)] ?? NaN,
    answer.value,
    magnitude(products) + Math.abs(answer.bias ?? 0),
  );
  return answer;
}

it('adds up to the number in the map: random units of random networks', { timeout: 60_000 }, async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(randomNetwork(), fc.nat(), fc.nat(), fc.nat(), async (network, a, b, c) => {
      const inside = await inspected(network);
      const tensors = tf.memory().numTensors;
      for (const { id, type } of network.nodes) {
        if (!layerType(type).views.includes('arithmetic')) continue;
        const own = await inside.ask('featureMaps', { layerId: id });
        const [height = 1, width = 1, maps = 1] = own.shape.length === 3 ? own.shape : [1, 1, own.shape[0]];
        const unit = { map: a % maps, row: b % height, column: c % width };
        const answer = await expectToAddUp(inside, own, { layerId: id, ...unit });
        met.set(answer.kind, (met.get(answer.kind) ?? 0) + 1);
        if (answer.kind !== 'pooling' || answer.winner === null) continue;
        const source = network.connections.find(({ to }) => to === id)?.from ?? '';
        const { row, column } = answer.winner;
        const before = await inside.ask('featureMaps', { layerId: source });
        expectNear(at(before, unit.map, row, column), answer.max);
      }
      expect(tf.memory().numTensors).toBe(tensors);
      inside.dispose();
    }),
    { numRuns: 60 },
  );
  for (const kind of ['convolution', 'dense', 'pooling']) expect(met.get(kind) ?? 0, kind).toBeGreaterThan(5);
});

describe.each(['conv2d', 'depthwiseConv2d', 'separableConv2d', 'conv2dTranspose'] as const)('%s', (type) => {
  const network = fc
    .record({
      input: fc.record({
        height: fc.integer({ min: 1, max: 8 }),
        width: fc.integer({ min: 1, max: 8 }),
        channels: fc.constantFrom(1, 3),
      }),
      parameters: layerParameters(type),
      // Two or three channels for each of the picture's, so that groups divide them.
      before: fc.constantFrom(4, 6),
    })
    .map(({ input, parameters, before }) =>
      chain([
        ['input', input],
        ['conv2d', { filters: before, kernelSize: [1, 1], activation: 'tanh' }],
        [type, parameters] as LayerSpec,
        ['flatten'],
        ['dense', { units: 2, activation: 'softmax' }],
      ]),
    )
    .filter((made) => {
      const size = infer(made).nodes.get(made.nodes[2]?.id ?? '')?.outputShape ?? null;
      return infer(made).problems.length === 0 && size !== null && shapeSize(size) <= 4000;
    });

  it('adds up whatever its parameters: first, last and random units', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(network, fc.nat(), fc.nat(), fc.nat(), async (made, a, b, c) => {
        const inside = await inspected(made);
        const layerId = made.nodes[2]?.id ?? '';
        const own = await inside.ask('featureMaps', { layerId });
        const [height = 1, width = 1, maps = 1] = own.shape;
        for (const [map, row, column] of [
          [0, 0, 0],
          [maps - 1, height - 1, width - 1],
          [a % maps, b % height, c % width],
        ] as const) {
          await expectToAddUp(inside, own, { layerId, map, row, column });
        }
        inside.dispose();
      }),
      { numRuns: 40 },
    );
  });
});

/** A network of one layer over a picture [height, width, channels] of these numbers, its weights as given. */
async function withWeights(
  picture: { readonly size: readonly [number, number, 1 | 3]; readonly pixels: readonly number[] },
  layer: LayerSpec,
  weights: readonly (readonly number[])[],
) {
  const [height, width, channels] = picture.size;
  const network = chain([
    ['input', { height, width, channels }],
    layer,
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const layerId = network.nodes[1]?.id ?? '';
  const inside = await inspected(network, { pixels: picture.pixels });
  const made = inside.network.layer(layerId);
  tf.tidy(() => {
    made.setWeights(
      made.getWeights().map((weight, index) => tf.tensor([...(weights[index] ?? [])], weight.shape)),
    );
  });
  return {
    ask: (map: number, row: number, column: number) =>
      inside.ask('arithmetic', { layerId, map, row, column }),
    dispose: () => inside.dispose(),
  };
}

describe('convolutions, by hand', () => {
  it('a filter of a grouped convolution reads the channels of its group', async () => {
    // Six filters in three groups: filter 4 is of the last group, which reads channel 2 alone.
    const inside = await withWeights(
      { size: [1, 2, 3], pixels: [1, 2, 3, 4, 5, 6] },
      ['conv2d', { filters: 6, kernelSize: [1, 2], groups: 3, activation: 'linear' }],
      [
        [0, 1, 2, 3, 0.5, 5, 6, 7, 8, 9, 10, 11],
        [0, 0, 0, 0, -1, 0],
      ],
    );
    expect(await inside.ask(4, 0, 0)).toMatchObject({
      kind: 'convolution',
      channels: [{ channel: 2, values: [[3, 6]], kernel: [[0.5, 10]], products: [[1.5, 60]], sum: 61.5 }],
      sum: 61.5,
      bias: -1,
      preActivation: 60.5,
      value: 60.5,
    });
    expect(await inside.ask(1, 0, 0)).toMatchObject({ channels: [{ channel: 0, values: [[1, 4]] }] });
    inside.dispose();
  });

  it('a separable convolution sums each channel first, then the sums by their weights', async () => {
    const inside = await withWeights(
      { size: [1, 2, 1], pixels: [3, 4] },
      ['separableConv2d', { filters: 2, kernelSize: [1, 2], depthMultiplier: 2, activation: 'relu' }],
      [
        [1, 10, 2, -20],
        [1, 2, 3, -4],
        [0, 5],
      ],
    );
    // Sums 3·1 + 4·2 and 3·10 − 4·20, mixed for map 1 by 2 and −4.
    expect(await inside.ask(1, 0, 0)).toMatchObject({
      kind: 'separableConvolution',
      terms: [
        { channel: 0, filter: 0, kernel: [[1, 2]], sum: 11, weight: 2, product: 22 },
        { channel: 0, filter: 1, kernel: [[10, -20]], sum: -50, weight: -4, product: 200 },
      ],
      sum: 222,
      bias: 5,
      value: 227,
    });
    inside.dispose();
  });

  const stamps = (kernelSize: [number, number], padding: 'valid' | 'same'): LayerSpec => [
    'conv2dTranspose',
    { filters: 1, kernelSize, strides: [1, 2], padding, activation: 'linear' },
  ];
  const pair = { size: [1, 2, 1], pixels: [3, 4] } as const;

  it('a transposed convolution adds up the stamps that overlap', async () => {
    // 3·[1 10 100], and two further 4·[1 10 100]: 3, 30, 300 + 4, 40, 400.
    const inside = await withWeights(pair, stamps([1, 3], 'valid'), [[1, 10, 100], [0.5]]);
    expect(await inside.ask(0, 0, 2)).toMatchObject({
      kind: 'transposedConvolution',
      cells: { rows: [0], columns: [0, 1] },
      kernelRows: [0],
      kernelColumns: [2, 0],
      channels: [{ channel: 0, values: [[3, 4]], kernel: [[100, 1]], sum: 304 }],
      bias: 0.5,
      value: 304.5,
    });
    expect(await inside.ask(0, 0, 3)).toMatchObject({
      cells: { columns: [1] },
      kernelColumns: [1],
      value: 40.5,
    });
    inside.dispose();
  });

  it('padding same cuts the stamps at the front, and between small stamps there is nothing', async () => {
    // The stamps of four cover 3, 30, 300 + 4, 3000 + 40, 400, 4000; the first and the last are cut off.
    const cut = await withWeights(pair, stamps([1, 4], 'same'), [[1, 10, 100, 1000], [0]]);
    expect(await cut.ask(0, 0, 0)).toMatchObject({ kernelColumns: [1], value: 30 });
    expect(await cut.ask(0, 0, 2)).toMatchObject({ kernelColumns: [3, 1], value: 3040 });
    cut.dispose();
    const apart = await withWeights(pair, stamps([1, 1], 'valid'), [[7], [2]]);
    expect(await apart.ask(0, 0, 1)).toMatchObject({
      cells: { columns: [] },
      kernelColumns: [],
      sum: 0,
      value: 2,
    });
    apart.dispose();
  });

  it('tells where the windows lie, and how far they reach beyond the input', async () => {
    const inside = await withWeights(
      { size: [4, 5, 1], pixels: Array<number>(20).fill(1) },
      ['conv2d', { filters: 1, kernelSize: [3, 3], strides: [2, 2], padding: 'same', activation: 'linear' }],
      [Array<number>(9).fill(1), [0]],
    );
    // Four rows are reached with one row below, five columns with one on either side.
    expect(await inside.ask(0, 1, 2)).toMatchObject({
      window: { rows: [2, 3, 4], columns: [3, 4, 5], strides: [2, 2], dilation: [1, 1], rim: [0, 1, 1, 1] },
      value: 4,
    });
    inside.dispose();
  });
});
