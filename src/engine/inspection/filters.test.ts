/** The weights of filters in one form, against the weights themselves, by hand. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain, type LayerSpec } from '../../network/chain';
import { registerLayers } from '../layers/registerLayers';
import { filterTiles, kernelAt } from './filterKernels';
import { inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

const around = (layer: LayerSpec) =>
  chain([
    ['input', { height: 6, width: 6, channels: 3 }],
    ['conv2d', { filters: 4, kernelSize: [1, 1] }],
    layer,
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);

/** A weight of the kernel that is kept, by its own four indices. */
const weightAt = (kernel: tf.Tensor, ...indices: readonly number[]): number => {
  const [, b = 1, c = 1, d = 1] = kernel.shape;
  const [i = 0, j = 0, k = 0, l = 0] = indices;
  return kernel.dataSync()[((i * b + j) * c + k) * d + l] ?? NaN;
};

describe('every kind of kernel is [height, width, in, filters]', () => {
  it.each([
    ['conv2d', { filters: 6, groups: 2, kernelSize: [3, 2] }, 0, [3, 2, 2, 6], [1, 1, 1, 5], [1, 1, 1, 5]],
    ['conv2dTranspose', { filters: 6, kernelSize: [2, 2] }, 0, [2, 2, 4, 6], [1, 0, 3, 5], [1, 0, 5, 3]],
    // Filter 5 is the second of input channel 2.
    ['depthwiseConv2d', { depthMultiplier: 2 }, 0, [3, 3, 1, 8], [2, 1, 0, 5], [2, 1, 2, 1]],
    ['separableConv2d', { filters: 5, depthMultiplier: 2 }, 0, [3, 3, 1, 8], [0, 1, 0, 7], [0, 1, 3, 1]],
    ['separableConv2d', { filters: 5, depthMultiplier: 2 }, 1, [1, 1, 8, 5], [0, 0, 6, 4], [0, 0, 6, 4]],
  ] as const)('%s %o, part %i', async (type, parameters, part, shape, asked, kept) => {
    const network = around([type, parameters] as unknown as LayerSpec);
    const layerId = network.nodes[2]?.id ?? '';
    const inside = await inspected(network);
    const own = inside.network
      .layer(layerId)
      .getWeights()
      .filter(({ rank }) => rank === 4)[part];
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const kernel = kernelAt(inside.network, layerId, part, 'now');
      expect(kernel?.shape).toEqual(shape);
      expect(kernel?.arraySync()[asked[0]]?.[asked[1]]?.[asked[2]]?.[asked[3]]).toBe(
        own === undefined ? NaN : weightAt(own, ...kept),
      );
    });
    const { parts } = await inside.ask('filterChanges', { layerId, part });
    const { height, width, inputs, filters } = parts[part] ?? {};
    expect([height, width, inputs, filters]).toEqual(shape);
    expect(tf.memory().numTensors).toBe(before);
    inside.dispose();
  });

  it('a Dense unit after Flatten lies as the maps do, another as a rectangle without a gap', async () => {
    const network = chain([
      ['input', { height: 4, width: 5, channels: 1 }],
      ['conv2d', { filters: 2, kernelSize: [1, 1] }],
      ['flatten'],
      ['dense', { units: 10 }],
      ['dense', { units: 3, activation: 'softmax' }],
    ]);
    const [, , , first, second] = network.nodes.map(({ id }) => id);
    const inside = await inspected(network);
    tf.tidy(() => {
      const kernel = kernelAt(inside.network, first ?? '', 0, 'now');
      expect(kernel?.shape).toEqual([4, 5, 2, 10]);
      const own =
        inside.network
          .layer(first ?? '')
          .getWeights()[0]
          ?.dataSync() ?? [];
      // Row 3, column 1, map 1 is number (3 · 5 + 1) · 2 + 1 of the vector; unit 7 of 10.
      expect(kernel?.arraySync()[3]?.[1]?.[1]?.[7]).toBe(own[33 * 10 + 7]);
      expect(kernelAt(inside.network, second ?? '', 0, 'now')?.shape).toEqual([2, 5, 1, 3]);
    });
    inside.dispose();
  });
});

describe('against the first weights', () => {
  const network = around(['conv2d', { filters: 3, kernelSize: [3, 3] }]);
  const layerId = network.nodes[2]?.id ?? '';

  it('nothing has changed before training, and what training adds is the difference', async () => {
    const inside = await inspected(network, { seed: 5 });
    const untouched = await inside.ask('filterChanges', { layerId, part: 0 });
    expect([...(untouched.changes ?? [])]).toEqual([0, 0, 0]);
    expect(untouched.seed).toBe(5);
    const first = await inside.ask('filterWeights', { layerId, part: 0, filter: 1 });
    expect(first.before).toEqual(first.now);
    const layer = inside.network.layer(layerId);
    // Twice the first weights for filter 1, the others as they are.
    const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
    layer.setWeights([tf.mul(kernel, tf.tensor1d([1, 2, 1])), bias]);
    const changed = await inside.ask('filterChanges', { layerId, part: 0 });
    expect([...(changed.changes ?? [])].map((share) => Number(share.toFixed(5)))).toEqual([0, 1, 0]);
    const { now, before } = await inside.ask('filterWeights', { layerId, part: 0, filter: 1 });
    expect(before).toEqual(first.now);
    now.forEach((weight, at) => expect(weight).toBeCloseTo(2 * (first.now[at] ?? NaN), 6));
    tf.tidy(() => {
      const look = { kind: 'filters', layerId, inputChannel: 0 } as const;
      const ranges = (['now', 'before'] as const).map((moment) =>
        filterTiles(inside.network, { ...look, moment }, 'each')?.ranges.dataSync(),
      );
      expect(ranges[0]).toEqual(ranges[1]);
    });
    inside.dispose();
  });

  it('refuses a filter that is not there', async () => {
    const inside = await inspected(network);
    await expect(inside.ask('filterWeights', { layerId, part: 0, filter: 3 })).rejects.toMatchObject({
      code: 'bad-network',
    });
    await expect(inside.ask('filterWeights', { layerId, part: 1, filter: 0 })).rejects.toMatchObject({
      code: 'bad-network',
    });
    inside.dispose();
  });

  it('a filter is kept after each epoch, with how far all of them went', async () => {
    const inside = await inspected(network, { seed: 5 });
    const before = tf.memory().numTensors;
    const ask = () => inside.ask('filterHistory', { layerId, part: 0, filter: 1 });
    expect((await ask()).epochs?.map(({ epoch }) => epoch)).toEqual([0]);
    const layer = inside.network.layer(layerId);
    const drawn = (await inside.ask('filterWeights', { layerId, part: 0, filter: 1 })).now;
    const grow = (factors: readonly number[]) => {
      tf.tidy(() => {
        const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
        layer.setWeights([tf.mul(kernel, tf.tensor1d([...factors])), bias]);
      });
    };
    grow([1, 2, 1]);
    await inside.network.epochDone();
    grow([1, 1, 3]);
    await inside.network.epochDone();
    expect((await ask()).epochs?.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    grow([5, 1, 1]);
    const epochs = (await ask()).epochs ?? [];
    expect(
      epochs.map(({ epoch, changes }) => [epoch, ...changes].map((each) => each && Number(each.toFixed(5)))),
    ).toEqual([
      [0, 0, 0, 0],
      [1, 0, 1, 0],
      [2, 0, 1, 2],
      [null, 4, 1, 2],
    ]);
    epochs.forEach(({ values }, at) => {
      values.forEach((weight, index) =>
        expect(weight).toBeCloseTo((at === 0 ? 1 : 2) * (drawn[index] ?? NaN), 6),
      );
    });
    expect(tf.memory().numTensors).toBe(before);
    inside.network.reset(6);
    expect((await ask()).epochs?.map(({ epoch }) => epoch)).toEqual([0]);
    inside.dispose();
  });
});
