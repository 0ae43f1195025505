/** Real runs of small networks, looked at by the recorder as the engine lets it. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chain } from '../../network/chain';
import { registerLayers } from '../layers/registerLayers';
import type { TrainingData } from './batchFeed';
import { layer, prepare, smallCnn, unpaced } from './healthFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

describe('without interest', () => {
  it('reads nothing and holds nothing: the same readings, one for one, as a run without a recorder', async () => {
    const { desk, model, done } = await prepare(smallCnn, { epochs: 2 });
    const read = vi.spyOn(tf.Tensor.prototype, 'data');
    await done();
    // Losses of 4 steps, and validation after each of 2 epochs.
    expect(read).toHaveBeenCalledTimes(6);
    expect(desk.health.watch(model, 1)).toBeNull();
  });

  it('comes back to that when nobody has asked for a while', async () => {
    const { desk, model, ask } = await prepare(smallCnn, {});
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    await ask();
    now.mockReturnValue(5900);
    expect(desk.health.watch(model, 1)).not.toBeNull();
    now.mockReturnValue(6100);
    expect(desk.health.watch(model, 1)).toBeNull();
  });
});

describe('with interest', () => {
  it.each(['SGD', 'Adam'] as const)(
    'changes neither weights nor history by one bit: %s',
    async (optimizer) => {
      const over = { epochs: 3, optimizer, learningRate: 0.01 };
      const alone = await prepare(smallCnn, over);
      await alone.done();
      unpaced();
      const watched = await prepare(smallCnn, over);
      await watched.ask();
      await watched.done();
      expect((await watched.ask()).steps).toEqual([1, 2, 3, 4, 5, 6]);
      expect(watched.desk.history.batches).toEqual(alone.desk.history.batches);
      const [a, b] = await Promise.all([alone.model.snapshot(), watched.model.snapshot()]);
      expect([...b.values()]).toEqual([...a.values()]);
    },
  );

  it('reads once a step looked at, and leaves no tensor behind', async () => {
    unpaced();
    const { ask, done } = await prepare(smallCnn, { epochs: 2 });
    const tensors = tf.memory().numTensors;
    await ask();
    expect(tf.memory().numTensors).toBe(tensors);
    const read = vi.spyOn(tf.Tensor.prototype, 'data');
    await done();
    // 4 losses, 2 validations, and 4 steps looked at.
    expect(read).toHaveBeenCalledTimes(10);
    expect(tf.memory().numTensors).toBe(tensors);
    // What was sampled last is how things are: nothing to read.
    await ask();
    expect(read).toHaveBeenCalledTimes(10);
  });

  it('rests between steps', async () => {
    const { ask, done } = await prepare(smallCnn, { epochs: 4 });
    await ask();
    await done();
    // All eight take less than 250 ms.
    expect((await ask()).steps[0]).toBe(1);
    expect((await ask()).steps.length).toBeLessThan(8);
  });

  it('lets go of a step that a stop left unread', async () => {
    const { desk, model, ask, done } = await prepare(smallCnn, { epochs: 1 });
    const tensors = tf.memory().numTensors;
    await ask();
    const settle = vi.spyOn(desk.health, 'settle').mockResolvedValue();
    await done();
    expect(settle).toHaveBeenCalled();
    expect(tf.memory().numTensors).toBe(tensors);
    expect(model.trained).toBe(true);
  });

  it('begins anew with the next run', async () => {
    unpaced();
    const first = await prepare(smallCnn, { epochs: 2 });
    await first.ask();
    await first.done();
    first.desk.forget();
    const { steps, sampledStep, step } = await first.ask();
    expect({ steps, sampledStep, step }).toEqual({ steps: [], sampledStep: null, step: 0 });
  });
});

describe('numbers', () => {
  /** Logits are w·x + b of two pixels: gradients can be had by hand. */
  const regression = chain([
    ['input', { height: 1, width: 2, channels: 1 }],
    ['flatten'],
    ['dense', { units: 2, activation: 'softmax' }],
  ]);
  const pixels = [
    [255, 51],
    [0, 204],
    [102, 255],
  ];
  const data: TrainingData = {
    classNames: ['a', 'b'],
    indices: (split) => (split === 'train' ? [0, 1, 2] : []),
    label: (id) => id % 2,
    batch: (ids) => ({
      bytes: Uint8Array.from(ids.flatMap((id) => pixels[id] ?? [])),
      labels: Int32Array.from(ids, (id) => id % 2),
    }),
  };

  it('of one step of SGD are those calculated by hand in float64', async () => {
    const { model, ask, done } = await prepare(regression, { epochs: 1, learningRate: 0.5 }, { data });
    const before = [...(await model.snapshot()).values()].flat().flatMap((each) => [...each]);
    const untrained = await ask();
    expect(untrained).toMatchObject({ sampledStep: null, step: 0, pictures: 3, steps: [] });
    expect(layer(untrained, regression, 2)).toMatchObject({ gradients: null, updateRatio: null });
    await done();
    const [w, b] = [before.slice(0, 4), before.slice(4)] as const;
    const images = pixels.map((each) => each.map((byte) => byte / 255));
    // ∂loss/∂logit = (softmax − truth)/3; its products with the pixels, summed.
    const gradient = [0, 0, 0, 0, 0, 0];
    for (const [index, x] of images.entries()) {
      const logits = [0, 1].map((unit) =>
        x.reduce((z, value, i) => z + value * (w[i * 2 + unit] ?? 0), b[unit] ?? 0),
      );
      const exponentials = logits.map(Math.exp);
      for (const unit of [0, 1]) {
        const share = (exponentials[unit] ?? 0) / ((exponentials[0] ?? 0) + (exponentials[1] ?? 0));
        const slope = (share - (index % 2 === unit ? 1 : 0)) / 3;
        for (const [i, value] of [...x, 1].entries())
          gradient[i * 2 + unit] = (gradient[i * 2 + unit] ?? 0) + slope * value;
      }
    }
    const norm = (values: readonly number[]) =>
      Math.sqrt(values.reduce((total, value) => total + value ** 2, 0));
    const after = before.map((value, index) => value - 0.5 * (gradient[index] ?? 0));
    const health = await ask(regression.nodes[2]?.id);
    const dense = layer(health, regression, 2);
    const mean = (values: readonly number[]) =>
      values.reduce((total, value) => total + value, 0) / values.length;
    expect(dense.gradients?.count).toBe(6);
    expect(dense.gradients?.norm).toBeCloseTo(norm(gradient), 5);
    expect(dense.gradients?.mean).toBeCloseTo(mean(gradient), 5);
    expect(dense.gradients?.min).toBeCloseTo(Math.min(...gradient), 5);
    expect(dense.updateRatio).toBeCloseTo((0.5 * norm(gradient)) / norm(before), 5);
    expect(dense.weights?.norm).toBeCloseTo(norm(after), 5);
    expect(dense.weights?.mean).toBeCloseTo(mean(after), 5);
    expect(dense.weights?.std).toBeCloseTo(norm(after.map((value) => value - mean(after))) / Math.sqrt(6), 5);
    // The picture itself, flattened.
    expect(layer(health, regression, 1).activations).toMatchObject({ count: 6, min: 0, max: 1 });
    expect(dense.activations?.mean).toBeCloseTo(0.5, 5);
    expect(health.chosen).toEqual([dense]);
    expect([...(health.series[2]?.updateRatio ?? [])][0]).toBeCloseTo(dense.updateRatio ?? NaN, 6);
  });

  it('of a tensor too large to be read whole are told by the device, and its histogram by a sample', async () => {
    const wide = chain([
      ['input', { height: 16, width: 16, channels: 1 }],
      ['flatten'],
      ['dense', { units: 300, activation: 'relu' }],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const square: TrainingData = {
      ...data,
      batch: (ids) => ({
        bytes: Uint8Array.from(
          ids.flatMap((id) => Array.from({ length: 256 }, (_, cell) => (cell * 7 + id) % 256)),
        ),
        labels: Int32Array.from(ids, (id) => id % 2),
      }),
    };
    const { model, ask } = await prepare(wide, {}, { data: square });
    const values = [...((await model.snapshot()).get(wide.nodes[2]?.id ?? '')?.[0] ?? [])];
    expect(values).toHaveLength(76_800);
    const { weights } = layer(await ask(), wide, 2);
    const mean = values.reduce((total, value) => total + value, 0) / 77_100;
    const squares = values.reduce((total, value) => total + value ** 2, 0);
    expect(weights?.count).toBe(77_100);
    expect(weights?.mean).toBeCloseTo(mean, 5);
    expect(weights?.norm).toBeCloseTo(Math.sqrt(squares), 3);
    expect(weights?.min).toBeCloseTo(Math.min(...values), 6);
    // Glorot's uniform: a tenth of the values in each tenth of the range, but for the biases at 0.
    const counts = [...(weights?.histogram.counts ?? [])];
    expect(counts.reduce((total, count) => total + count, 0)).toBeCloseTo(77_100, 0);
    const tenth = counts.slice(0, 4).reduce((total, count) => total + count, 0);
    expect(Math.abs(tenth / 7680 - 1)).toBeLessThan(0.05);
  });

  it('of a layer too large for a second copy are those of an even sample', async () => {
    const huge = chain([
      ['input', { height: 40, width: 50, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2048, activation: 'tanh' }],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const large: TrainingData = {
      ...data,
      batch: (ids) => ({
        bytes: Uint8Array.from({ length: ids.length * 2000 }, (_, index) => (index * 7919) % 256),
        labels: Int32Array.from(ids, (id) => id % 2),
      }),
    };
    const { model, ask, done } = await prepare(huge, { epochs: 1, learningRate: 0.5 }, { data: large });
    const id = huge.nodes[2]?.id ?? '';
    const before = (await model.snapshot()).get(id)?.[0] ?? new Float32Array();
    await ask();
    await done();
    const after = (await model.snapshot()).get(id)?.[0] ?? new Float32Array();
    expect(after.length).toBe(4_096_000);
    const { weights, updateRatio } = layer(await ask(), huge, 2);
    const length = (of: (index: number) => number) => {
      let squares = 0;
      for (let index = 0; index < after.length; index++) squares += of(index) ** 2;
      return Math.sqrt(squares);
    };
    const at = (values: Float32Array, index: number) => values[index] ?? NaN;
    const exact =
      length((index) => at(after, index) - at(before, index)) / length((index) => at(before, index));
    // 16,384 of four million: a hundredth either way.
    expect(Math.abs((updateRatio ?? NaN) / exact - 1)).toBeLessThan(0.03);
    expect(Math.abs((weights?.norm ?? NaN) / length((index) => at(after, index)) - 1)).toBeLessThan(0.03);
    expect(weights?.count).toBe(4_098_048);
  });
});
