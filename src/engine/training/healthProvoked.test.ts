/** What goes wrong in training, provoked in real runs; and every architecture as it is drawn. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import type { LayerHealth } from '../protocol/health';
import type { TrainingData } from './batchFeed';
import { layer, prepare, smallCnn } from './healthFixture';
import { stripes } from './trainingFixture';

describe('provoked', () => {
  const deep = (activation: string) =>
    chain([
      ['input', { height: 8, width: 8, channels: 1 }],
      ['flatten'],
      ...Array.from({ length: 7 }, () => ['dense', { units: 12, activation }] as const),
      ['dense', { units: 2, activation: 'softmax' }],
    ]);

  it('gradients fade in a deep stack of sigmoids, and not in one of ReLUs', async () => {
    const rms = ({ gradients }: LayerHealth) => (gradients?.norm ?? NaN) / Math.sqrt(gradients?.count ?? NaN);
    const shares = [];
    for (const activation of ['sigmoid', 'relu']) {
      const network = deep(activation);
      const { ask, done } = await prepare(network, { epochs: 1 });
      await ask();
      await done();
      const health = await ask();
      shares.push(rms(layer(health, network, 2)) / rms(layer(health, network, 9)));
    }
    expect(shares[0]).toBeLessThan(1e-3);
    expect(shares[1]).toBeGreaterThan(1e-2);
  });

  it('a learning rate far too large ends in weights that are no numbers, and they are counted', async () => {
    const { ask, done, desk } = await prepare(deep('linear'), { epochs: 40, learningRate: 10 });
    await ask();
    await done();
    expect(desk.history.batches.at(-1)?.loss).toBeNaN();
    const health = await ask();
    const broken = health.layers.filter(
      ({ weights }) => (weights?.notANumber ?? 0) + (weights?.infinite ?? 0) > 0,
    );
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.every(({ weights }) => (weights?.count ?? 0) >= (weights?.notANumber ?? 0))).toBe(true);
    expect(Math.max(...health.layers.map(({ updateRatio }) => updateRatio ?? 0))).toBeGreaterThan(0.1);
  });

  it('a bias far below 0 kills ReLU units: they are counted, and get no gradient', async () => {
    const { model, ask, done } = await prepare(smallCnn, { epochs: 1 });
    const conv = model.layer(smallCnn.nodes[1]?.id ?? '');
    const [kernel, bias] = conv.getWeights();
    const low = tf.tensor1d([-100, 0, -100, -100]);
    conv.setWeights([kernel as tf.Tensor, low]);
    low.dispose();
    await ask();
    await done();
    const health = await ask();
    expect(layer(health, smallCnn, 1)).toMatchObject({ units: 4 });
    expect(layer(health, smallCnn, 1).deadUnits).toBeGreaterThanOrEqual(3);
    // Pooling hands the dead ones on: they are not its own.
    expect(layer(health, smallCnn, 2)).toMatchObject({ units: 0, deadUnits: 0 });
    expect(bias?.size).toBe(4);
  });
});

describe('every architecture', () => {
  it.each(architectures.map(({ id }) => id))('%s, untrained, and leaves no tensor', async (id) => {
    const network = architectures.find((each) => each.id === id)?.sizes.playground([16, 16, 3], 2);
    if (network === undefined) throw new Error(id);
    const colour: TrainingData = {
      ...stripes(4),
      batch: (ids) => ({
        bytes: Uint8Array.from({ length: ids.length * 768 }, (_, index) => (index * 7919) % 256),
        labels: Int32Array.from(ids, (each) => each % 2),
      }),
    };
    const { ask } = await prepare(network, {}, { data: colour });
    const tensors = tf.memory().numTensors;
    const { layers, pictures } = await ask(network.nodes[1]?.id);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(pictures).toBeGreaterThan(0);
    expect(layers).toHaveLength(network.nodes.length);
    for (const { activations, units, deadUnits } of layers) {
      expect(activations?.notANumber).toBe(0);
      expect(activations?.std).toBeGreaterThanOrEqual(0);
      expect(deadUnits).toBeLessThanOrEqual(units);
    }
  });
});
