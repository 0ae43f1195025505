import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Network } from '../../network/graph';
import { NetworkBuilder } from '../../network/networkBuilder';
import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { wasmInNode } from '../kernels/verification/wasmInNode';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from '../model/networkModel';
import type { History } from '../protocol';
import { TrainingRun } from './trainer';
import { settings, stripes } from './trainingFixture';

/** Two residual blocks, the second with stride and projection. */
function residualNetwork(): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 1 });
  const stem = builder.add('conv2d', { filters: 4, padding: 'same', activation: 'relu' }, input);
  const first = builder.addBlock('residualBasicBlock', { filters: 4 }, stem);
  const second = builder.addBlock('residualBasicBlock', { filters: 8, strides: 2, projection: true }, first);
  const pooled = builder.add('globalAveragePooling2d', {}, second);
  builder.add('dense', { units: 2, activation: 'softmax' }, pooled);
  return builder.network();
}

function inceptionNetwork(): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 1 });
  const module = builder.addBlock(
    'inceptionModule',
    {
      filters1x1: 2,
      filters3x3Reduce: 2,
      filters3x3: 4,
      filters5x5Reduce: 2,
      filters5x5: 4,
      filtersPool: 2,
    },
    input,
  );
  const flat = builder.add('flatten', {}, builder.add('maxPooling2d', {}, module));
  const regularised = builder.add('dropout', { rate: 0.2 }, flat);
  builder.add('dense', { units: 2, activation: 'softmax' }, regularised);
  return builder.network();
}

async function historyOf(network: Network, seed: number): Promise<History> {
  const model = await NetworkModel.build(network, seed);
  const run = new TrainingRun(
    model,
    settings({ epochs: 4, seed, learningRate: 0.05 }),
    {
      data: stripes(32),
      emit: () => undefined,
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'wasm',
    },
    false,
  );
  await run.ended;
  model.dispose();
  return run.history;
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    registerLayers();
    wasmInNode();
    registerWasmKernels();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each([
    ['residual blocks', residualNetwork()],
    ['an Inception module', inceptionNetwork()],
  ])('a network with %s learns, and repeats with its seed', async (_, network) => {
    const first = await historyOf(network, 7);
    expect(first.epochs).toHaveLength(4);
    expect(first.epochs[3]?.loss).toBeLessThan((first.epochs[0]?.loss ?? NaN) / 2);
    const again = await historyOf(network, 7);
    expect(again.batches).toEqual(first.batches);
    const other = await historyOf(network, 8);
    expect(other.batches).not.toEqual(first.batches);
  });
});
