/** The same few steps on every backend, against the CPU backend, which computes in plain JavaScript. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import { trainingSettingsSchema } from '../../network/recipe';
import type { OptimizerName } from '../../network/recipe';
import { Backend } from '../backend/backend';
import { setNoiseStream } from '../layers/noiseStream';
import { NetworkModel } from '../model/networkModel';
import type { BackendName, Fault } from '../protocol';
import { random } from '../random';
import { createOptimizer } from './optimizers/createOptimizer';
import { trainingStep } from './trainingStep';

const faults: Fault[] = [];
const backend = new Backend((fault) => faults.push(fault));

const network = chain([
  ['input', { height: 16, width: 16, channels: 3 }],
  ['conv2d', { filters: 8, activation: 'relu' }],
  ['batchNormalization'],
  ['maxPooling2d'],
  ['conv2d', { filters: 8, padding: 'same', activation: 'gelu' }],
  ['averagePooling2d'],
  ['flatten'],
  ['dropout', { rate: 0.5 }],
  ['dense', { units: 16, activation: 'leaky_relu' }],
  ['dense', { units: 2, activation: 'softmax' }],
]);

/** Losses of five steps and all weights after them. */
async function fiveSteps(
  name: BackendName,
  optimizer: OptimizerName,
): Promise<{ losses: number[]; weights: number[] }> {
  await backend.select(name);
  expect(tf.getBackend()).toBe(name);
  const model = await NetworkModel.build(network, 11);
  const steps = createOptimizer(
    trainingSettingsSchema.parse({ optimizer, learningRate: optimizer === 'SGD' ? 0.05 : 0.001 }),
  );
  const losses: number[] = [];
  for (let step = 1; step <= 5; step++) {
    const source = random(5, step);
    setNoiseStream(5, step);
    const images = tf.tensor4d(
      Float32Array.from({ length: 8 * 768 }, () => source.next()),
      [8, 16, 16, 3],
    );
    const labels = tf.tensor1d(
      Int32Array.from({ length: 8 }, (_, index) => index % 2),
      'int32',
    );
    const values = trainingStep(model, steps, { images, labels });
    losses.push((await values.data())[0] ?? NaN);
    tf.dispose([images, labels, values]);
  }
  const weights = [...(await model.snapshot()).values()].flatMap((each) =>
    each.flatMap((values) => [...values]),
  );
  model.dispose();
  steps.dispose();
  return { losses, weights };
}

const onCpu = new Map<OptimizerName, ReturnType<typeof fiveSteps>>();

describe.each(['SGD', 'Adam', 'RMSprop', 'AdamW'] as const)('five steps of %s', (optimizer) => {
  it.each(['wasm', 'webgl', 'webgpu'] as const)(
    'on %s agree with the CPU backend within 1e-3',
    async (name) => {
      const reference = onCpu.get(optimizer) ?? fiveSteps('cpu', optimizer);
      onCpu.set(optimizer, reference);
      const expected = await reference;
      const { losses, weights } = await fiveSteps(name, optimizer);
      losses.forEach((loss, step) =>
        expect(loss, `loss of step ${String(step + 1)}`).toBeCloseTo(expected.losses[step] ?? NaN, 3),
      );
      const worst = weights.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - (expected.weights[index] ?? NaN))),
        0,
      );
      expect(worst, 'largest difference of a weight').toBeLessThan(1e-3);
      expect(faults).toEqual([]);
    },
  );
});

describe('memory', () => {
  it('is back at the same level after training, taking down and training again', async () => {
    await fiveSteps('webgpu', 'Adam');
    backend.trim();
    const first = { tensors: tf.memory().numTensors, bytes: backend.gpuBytes };
    for (let round = 0; round < 3; round++) {
      const model = await NetworkModel.build(network, round);
      model.dispose();
      await fiveStepsAgain();
      backend.trim();
    }
    expect({ tensors: tf.memory().numTensors, bytes: backend.gpuBytes }).toEqual(first);
  });
});

async function fiveStepsAgain(): Promise<void> {
  const model = await NetworkModel.build(network, 1);
  const steps = createOptimizer(trainingSettingsSchema.parse({ optimizer: 'Adam' }));
  for (let step = 1; step <= 5; step++) {
    const images = tf.ones<tf.Rank.R4>([8, 16, 16, 3]);
    const labels = tf.zeros<tf.Rank.R1>([8], 'int32');
    tf.dispose([trainingStep(model, steps, { images, labels }), images, labels]);
  }
  await model.snapshot();
  model.dispose();
  steps.dispose();
}
