/** What goes wrong in training, provoked in real runs, and what the diagnosis says of it. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerActivationName } from '../../network/activations';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import type { TrainingSettings } from '../../network/recipe';
import { drawSample } from '../data/drawSample';
import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { wasmInNode } from '../kernels/verification/wasmInNode';
import { registerLayers } from '../layers/registerLayers';
import type { Examined, Finding } from '../protocol/diagnosis/finding';
import { diagnose } from '../protocol/diagnosis/diagnose';
import type { TrainingData } from './batchFeed';
import { layer, prepare, smallCnn, unpaced, type Run } from './healthFixture';
import { dataOf, settings, stripes } from './trainingFixture';

beforeAll(async () => {
  wasmInNode();
  registerWasmKernels();
  registerLayers();
  await tf.setBackend('wasm');
});

const deep = (activation: LayerActivationName) =>
  chain([
    ['input', { height: 8, width: 8, channels: 1 }],
    ['flatten'],
    ...Array.from({ length: 7 }, () => ['dense', { units: 12, activation }] as const),
    ['dense', { units: 2, activation: 'softmax' }],
  ]);

async function examined(run: Run, network: Network, over: Partial<TrainingSettings> = {}): Promise<Examined> {
  const health = await run.ask();
  return { health, history: run.desk.history, settings: settings(over), network, classes: 2 };
}

/** What is found after a run of which every step was looked at. */
async function findings(
  network: Network,
  over: Partial<TrainingSettings>,
  options: { readonly data?: TrainingData; readonly seed?: number } = {},
): Promise<readonly Finding[]> {
  unpaced();
  const run = await prepare(network, over, options);
  await run.ask();
  await run.done();
  return diagnose(await examined(run, network, over));
}

/** Pixels that have nothing to do with the classes. */
const noise = Array.from({ length: 48 }, (_, id) =>
  Uint8Array.from({ length: 64 }, (_, cell) => ((id * 64 + cell) * 7919 * (id + 3)) % 256),
);

const kinds = (found: readonly Finding[]) => found.map(({ kind }) => kind);

describe('a run that is provoked', () => {
  it('fades its gradients in a deep stack of sigmoids, and not in one of ReLUs', async () => {
    const [vanishing] = await findings(deep('sigmoid'), { epochs: 1 });
    expect(vanishing).toMatchObject({ kind: 'vanishing', action: { label: 'Use ReLU in 7 layers' } });
    const others = await findings(deep('relu'), { epochs: 1, learningRate: 0.01 });
    expect(kinds(others)).not.toContain('vanishing');
  });

  it('ends in weights that are no numbers with a learning rate far too large', async () => {
    const over = { epochs: 40, learningRate: 10 };
    const network = deep('linear');
    const run = await prepare(network, over);
    await run.ask();
    await run.done();
    const state = await examined(run, network, over);
    expect(state.history.batches.at(-1)?.loss).toBeNaN();
    const broken = state.health.layers.filter(
      ({ weights }) => (weights?.notANumber ?? 0) + (weights?.infinite ?? 0) > 0,
    );
    expect(broken.length).toBeGreaterThan(0);
    for (const { weights } of broken)
      expect(weights?.count).toBeGreaterThanOrEqual((weights?.notANumber ?? 0) + (weights?.infinite ?? 0));
    const [only, ...others] = diagnose(state);
    expect(only).toMatchObject({ kind: 'notANumber', action: { patch: { learningRate: 1 }, resets: true } });
    expect(others).toEqual([]);
  });

  it('has dead ReLU units where a bias is far below 0', async () => {
    const run = await prepare(smallCnn, { epochs: 1 });
    const conv = run.model.layer(smallCnn.nodes[1]?.id ?? '');
    const [kernel] = conv.getWeights();
    const low = tf.tensor1d([-100, 1, -100, -100]);
    conv.setWeights([kernel as tf.Tensor, low]);
    low.dispose();
    await run.ask();
    await run.done();
    const state = await examined(run, smallCnn);
    expect(layer(state.health, smallCnn, 1)).toMatchObject({ units: 4, deadUnits: 3 });
    // Pooling hands the dead ones on: they are not its own.
    expect(layer(state.health, smallCnn, 2)).toMatchObject({ units: 0, deadUnits: 0 });
    const [dead] = diagnose(state);
    expect(dead).toMatchObject({ kind: 'deadRelu', layerIds: [smallCnn.nodes[1]?.id] });
  });

  it('goes up where steps are too large for it, without an end in NaN', async () => {
    const linear = chain([
      ['input', { height: 8, width: 8, channels: 1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    // The same pictures in both classes: there is nothing to be learnt.
    const same = noise.map((_, id) => noise[(id >> 1) % 4] ?? new Uint8Array());
    const over = { epochs: 8, learningRate: 10 };
    const found = await findings(linear, over, { data: dataOf(same, 48) });
    expect(found).toMatchObject([{ kind: 'rateTooHigh', action: { patch: { learningRate: 1 } } }]);
  });

  it('stays where it is with steps that are too small', async () => {
    const found = await findings(smallCnn, { epochs: 12, learningRate: 1e-7 });
    expect(found).toMatchObject([{ kind: 'rateTooLow', action: { patch: { learningRate: 1e-6 } } }]);
  });

  it('learns noise by heart: overfitting', async () => {
    const wide = chain([
      ['input', { height: 8, width: 8, channels: 1 }],
      ['flatten'],
      ['dense', { units: 48, activation: 'relu' }],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const over = { epochs: 40, optimizer: 'Adam', learningRate: 0.005 } as const;
    const found = await findings(wide, over, { data: dataOf(noise, 24) });
    expect(kinds(found)).toContain('overfitting');
  });

  it('and one that goes well is told to', async () => {
    const found = await findings(smallCnn, { epochs: 10, learningRate: 0.05 }, { data: stripes(64, 16) });
    expect(kinds(found)).toEqual(['healthy']);
  });
});

describe('every architecture, on drawn cats and dogs', () => {
  const side = 16;
  const drawings = Array.from({ length: 32 }, (_, id) =>
    drawSample(
      { kind: 'drawn', species: id % 2 === 0 ? 'cat' : 'dog', seed: 1, index: id },
      { height: side, width: side, channels: 3 },
    ),
  );

  it.each(architectures.map(({ id }) => id))('%s has nothing wrong before training', async (id) => {
    const network = architectures.find((each) => each.id === id)?.sizes.playground([side, side, 3], 2);
    if (network === undefined) throw new Error(id);
    const run = await prepare(network, {}, { data: dataOf(drawings, 32) });
    const tensors = tf.memory().numTensors;
    const { layers, pictures } = await run.ask();
    expect(tf.memory().numTensors).toBe(tensors);
    expect(pictures).toBeGreaterThan(0);
    expect(layers).toHaveLength(network.nodes.length);
    for (const { activations, units, deadUnits } of layers) {
      expect(activations?.notANumber).toBe(0);
      expect(activations?.std).toBeGreaterThanOrEqual(0);
      expect(deadUnits).toBeLessThanOrEqual(units);
    }
    expect(kinds(diagnose(await examined(run, network)))).toEqual(['untrained']);
  });
});
