/** The same few steps on every backend, against the CPU backend, which computes in plain JavaScript. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { NetworkBuilder } from '../../network/networkBuilder';
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

/** A bit of everything: three branches that are joined in every way, and all that changes sizes or normalises. */
function everything(): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 16, width: 16, channels: 3 });
  const scaled = builder.add('rescaling', { scale: 2, offset: -1 }, input);
  const noisy = builder.add('gaussianNoise', { stddev: 0.05 }, scaled);
  const padded = builder.add('zeroPadding2d', { padding: [1, 1, 2, 0] }, noisy);
  const stem = builder.add(
    'conv2d',
    { filters: 8, dilationRate: [2, 2], activation: 'linear', l2: 0.01 },
    padded,
  );
  const normal = builder.add('prelu', {}, builder.add('batchNormalization', { momentum: 0.9 }, stem));
  const depthwise = builder.add('depthwiseConv2d', { padding: 'same', activation: 'linear' }, normal);
  const first = builder.add('leakyRelu', {}, builder.add('layerNormalization', {}, depthwise));
  const grouped = builder.add(
    'conv2d',
    { filters: 8, groups: 2, padding: 'same', activation: 'linear', l1: 0.001 },
    normal,
  );
  const second = builder.add('elu', { alpha: 0.7 }, builder.add('localResponseNormalization', {}, grouped));
  const separable = builder.add(
    'separableConv2d',
    { filters: 8, padding: 'same', activation: 'tanh' },
    normal,
  );
  const third = builder.add('relu', { maxValue: 6, negativeSlope: 0.1 }, separable);
  const branches = [first, second, third];
  const joined = builder.add(
    'concatenate',
    {},
    ...(['add', 'multiply', 'average', 'maximum'] as const).map((type) => builder.add(type, {}, ...branches)),
  );
  const dropped = builder.add('spatialDropout2d', { rate: 0.2 }, joined);
  const wide = builder.add('conv2dTranspose', { filters: 6, strides: [2, 2], activation: 'tanh' }, dropped);
  const cut = builder.add('cropping2d', { cropping: [1, 2, 0, 1] }, wide);
  const small = builder.add('resizing', { height: 7, width: 6 }, cut);
  const large = builder.add('upSampling2d', { interpolation: 'bilinear' }, small);
  const turned = builder.add('permute', { dims: [2, 1, 3] }, large);
  const folded = builder.add('reshape', { targetShape: [6, 28, 6] }, turned);
  const pooled = builder.add(
    'concatenate',
    {},
    builder.add('globalMaxPooling2d', {}, folded),
    builder.add('globalAveragePooling2d', {}, folded),
  );
  builder.add('softmax', {}, builder.add('dense', { units: 2, activation: 'linear' }, pooled));
  return builder.network();
}

/** Losses of five steps and all weights after them. */
async function fiveSteps(
  network: Network,
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

async function expectAgreement(network: Network, name: BackendName, optimizer: OptimizerName): Promise<void> {
  const expected = await fiveStepsOnCpu(network, optimizer);
  const { losses, weights } = await fiveSteps(network, name, optimizer);
  losses.forEach((loss, step) =>
    expect(loss, `loss of step ${String(step + 1)}`).toBeCloseTo(expected.losses[step] ?? NaN, 3),
  );
  const worst = weights.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (expected.weights[index] ?? NaN))),
    0,
  );
  expect(worst, 'largest difference of a weight').toBeLessThan(1e-3);
  expect(faults).toEqual([]);
}

const onCpu = new Map<string, ReturnType<typeof fiveSteps>>();

/** Computed once for all backends that are held against it. */
function fiveStepsOnCpu(network: Network, optimizer: OptimizerName): ReturnType<typeof fiveSteps> {
  const key = `${String(network.nodes.length)} layers, ${optimizer}`;
  const reference = onCpu.get(key) ?? fiveSteps(network, 'cpu', optimizer);
  onCpu.set(key, reference);
  return reference;
}

describe.each(['SGD', 'Adam', 'RMSprop', 'AdamW'] as const)('five steps of %s', (optimizer) => {
  it.each(['wasm', 'webgl', 'webgpu'] as const)('on %s agree with the CPU backend within 1e-3', (name) =>
    expectAgreement(network, name, optimizer),
  );
});

describe('five steps of a network with a bit of everything', () => {
  it.each(['wasm', 'webgl', 'webgpu'] as const)('on %s agree with the CPU backend within 1e-3', (name) =>
    expectAgreement(everything(), name, 'SGD'),
  );
});

describe('memory', () => {
  it('is back at the same level after training, taking down and training again', async () => {
    await fiveSteps(network, 'webgpu', 'Adam');
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
