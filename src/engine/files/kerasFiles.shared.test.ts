/** Files that real Keras wrote compute here what Keras itself computes from them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { toTfjsModel } from '../../formats/tfjs/config';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { layerType } from '../../network/layers';
import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { wasmInNode } from '../kernels/verification/wasmInNode';
import { registerLayers } from '../layers/registerLayers';
import type { WeightSnapshot } from '../model/networkModel';
import { loadHdf5 } from './hdf5';
import { readKeras } from './kerasReader';

const folder = join(process.env.SHARED_DATA ?? '', 'keras');
const files = readdirSync(folder);
const computed = files.filter((name) => files.includes(`${name}.out.bin`));

beforeAll(async () => {
  wasmInNode();
  registerWasmKernels();
  registerLayers();
  await tf.setBackend('wasm');
});

function blobOf(name: string): Blob {
  return new Blob([readFileSync(join(folder, name))]);
}

function floats(name: string): Float32Array<ArrayBuffer> {
  return new Float32Array(Uint8Array.from(readFileSync(join(folder, name))).buffer);
}

/** What the network gives for `images`, softmax included. */
async function outputs(
  network: Network,
  weights: WeightSnapshot,
  images: Float32Array,
): Promise<Float32Array> {
  const { config, layerNameOf } = toTfjsModel(network);
  const model = await tf.models.modelFromJSON(config as unknown as tf.io.ModelJSON);
  const { nodes, outputId } = infer(network);
  for (const [id, values] of weights) {
    const specs = nodes.get(id)?.weights ?? [];
    model
      .getLayer(layerNameOf.get(id) ?? '')
      .setWeights(specs.map(({ shape }, index) => tf.tensor(values[index] ?? [], [...shape])));
  }
  const last = network.nodes.find(({ id }) => id === outputId);
  const isSoftmax =
    last !== undefined &&
    (last.parameters.activation === 'softmax' || layerType(last.type).className === 'Softmax');
  const [, height = 1, width = 1, channels = 1] = model.inputs[0]?.shape ?? [];
  return tf.tidy(() => {
    const result = model.predict(
      tf.tensor(images, [
        images.length / Number(height) / Number(width) / Number(channels),
        Number(height),
        Number(width),
        Number(channels),
      ]),
    ) as tf.Tensor;
    return Float32Array.from((isSoftmax ? tf.softmax(result) : result).dataSync());
  });
}

describe('files of real Keras', () => {
  test('are there', () => expect(computed.length).toBeGreaterThanOrEqual(11));

  test.each(computed)('%s gives what Keras gives', async (name) => {
    const { reading, weights } = await readKeras(loadHdf5, blobOf(name));
    if (reading.kind === 'refused' || weights === null) throw new Error(JSON.stringify(reading));
    const expected = floats(`${name}.out.bin`);
    const given = await outputs(reading.network, weights, floats(`${name}.in.bin`));
    expect(given.length).toBe(expected.length);
    const worst = given.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - (expected[index] ?? NaN))),
      0,
    );
    expect(worst).toBeLessThan(1e-4);
  });

  test('anshaj_cifar10.keras, with the backslashes of Windows, which Keras 3 refuses, is its .h5', async () => {
    const { reading, weights } = await readKeras(loadHdf5, blobOf('anshaj_cifar10.keras'));
    const twin = await readKeras(loadHdf5, blobOf('anshaj_cifar10.h5'));
    expect(weights).toEqual(twin.weights);
    if (reading.kind === 'refused' || twin.reading.kind === 'refused') throw new Error('refused');
    expect(reading.network).toEqual(twin.reading.network);
  });

  test('rohit_cifar10.keras, a subclassed model, is refused with the reason', async () => {
    const { reading } = await readKeras(loadHdf5, blobOf('rohit_cifar10.keras'));
    expect(reading).toEqual({
      kind: 'refused',
      layers: [
        {
          name: 'CIFAR10Model',
          className: 'CIFAR10Model',
          reason: 'it is a subclassed model: what it computes is Python code, which is not in the file',
        },
      ],
    });
  });
});
