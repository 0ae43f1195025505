/**
 * Writes what `checkModels.py` asks real Keras about: every architecture in playground size, and a network of all layer types, each
 * trained a few steps and exported as the app does, with what the app itself predicts. WASM backend, in Node.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { drawSample } from '../../src/engine/data/drawSample';
import { loadHdf5 } from '../../src/engine/files/hdf5';
import { writeKeras } from '../../src/engine/files/fileWork';
import { registerWasmKernels } from '../../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../../src/engine/layers/registerLayers';
import { NetworkModel } from '../../src/engine/model/networkModel';
import type { InputFormat } from '../../src/engine/protocol';
import { totalLoss } from '../../src/engine/training/loss';
import { TrainingRun } from '../../src/engine/training/trainer';
import { architectures } from '../../src/network/architectures';
import { chain } from '../../src/network/chain';
import type { Network } from '../../src/network/graph';
import { infer } from '../../src/network/inference';
import { trainingSettingsSchema, type TrainingSettings } from '../../src/network/recipe';
import { wholeCatalogue } from '../../src/network/verification/wholeCatalogue';
import { exportRun } from './exportRun';

const folder = process.argv[2] ?? '';
const batchSize = 16;
const batches = 2;
const judged = 32;

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');
const hdf5 = await loadHdf5();

const settings: TrainingSettings = trainingSettingsSchema.parse({ batchSize, epochs: 1 });
const side = 32;
const off = { enabled: false, value: 0 };
await exportModel('whole-catalogue', wholeCatalogue(), {
  ...settings,
  optimizer: 'Adam',
  learningRate: 0.001,
});
for (const { id, sizes, recipe } of architectures) {
  await exportModel(id, sizes.playground([side, side, 3], 2), {
    ...settings,
    ...recipe,
    batchSize,
    epochs: 1,
  });
}

// A rate and a momentum that JavaScript writes without a point, which Keras asks for.
await exportModel('article-cnn by SGD', playground('article-cnn'), {
  ...settings,
  optimizer: 'SGD',
  momentum: 0,
  learningRate: 1,
});

// Without Dropout and noise, of which no two programs draw the same.
const still = chain([
  ['input', { height: side, width: side, channels: 3 }],
  ['conv2d', { filters: 8, kernelSize: [3, 3], l2: 0.001 }],
  ['batchNormalization', { momentum: 0.9 }],
  ['activation', { activation: 'relu' }],
  ['maxPooling2d', { poolSize: [4, 4] }],
  ['flatten'],
  ['dense', { units: 16, activation: 'relu' }],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const run = { ...settings, optimizer: 'SGD', momentum: 0.9, learningRate: 0.01, epochs: 3 } as const;
await exportRun(folder, 'program with augmentation', still, run, hdf5);
await exportRun(
  folder,
  'program',
  still,
  {
    ...run,
    augmentation: {
      rotation: off,
      widthShift: off,
      heightShift: off,
      shear: off,
      zoom: off,
      horizontalFlip: false,
    },
  },
  hdf5,
);

function playground(id: string): Network {
  const found = architectures.find((architecture) => architecture.id === id);
  if (found === undefined) throw new Error(`There is no architecture ${id}.`);
  return found.sizes.playground([side, side, 3], 2);
}

async function exportModel(name: string, network: Network, recipe: TrainingSettings): Promise<void> {
  const model = await NetworkModel.build(network, 42);
  const { input, classes } = model;
  const pictures = drawnPictures(input, judged);
  const labels = Array.from({ length: judged }, (_, id) => id % classes);
  const classNames = Array.from({ length: classes }, (_, index) => `class ${index}`);
  const run = new TrainingRun(
    model,
    recipe,
    {
      data: {
        classNames,
        indices: (split) => (split === 'train' ? [...pictures.keys()].slice(0, batchSize * batches) : []),
        label: (id) => labels[id] ?? 0,
        batch: (ids) => ({
          bytes: Uint8Array.from(ids.flatMap((id) => [...(pictures[id] ?? [])])),
          labels: Int32Array.from(ids, (id) => labels[id] ?? 0),
        }),
      },
      emit: () => undefined,
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'wasm',
    },
    false,
  );
  await run.ended;
  const pixels = Float32Array.from(
    pictures.flatMap((bytes) => [...bytes]),
    (byte) => byte / 255,
  );
  const [probabilities, loss] = tf.tidy(() => {
    const images = tf.tensor4d(pixels, [judged, input.height, input.width, input.channels]);
    const logits = model.model.predict(images) as tf.Tensor2D;
    return [
      Float32Array.from(tf.softmax(logits).dataSync()),
      totalLoss(logits, tf.tensor1d(labels, 'int32'), model.regularized).dataSync()[0],
    ] as const;
  });
  const facts = { settings: recipe, iterations: batches, classNames, savedAt: new Date() };
  writeFileSync(join(folder, `${name}.keras`), writeKeras(hdf5, network, await model.snapshot(), facts));
  writeFileSync(join(folder, `${name}.in.bin`), pixels);
  writeFileSync(join(folder, `${name}.out.bin`), probabilities);
  const parameters = infer(network).totals.parameters;
  const { height, width, channels } = input;
  writeFileSync(
    join(folder, `${name}.json`),
    JSON.stringify({
      in: [judged, height, width, channels],
      out: [judged, classes],
      labels,
      loss,
      parameters,
    }),
  );
  model.model.dispose();
}

/** Cats and dogs in turn, bytes of [height, width, channels]. */
function drawnPictures(format: InputFormat, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) =>
    drawSample({ kind: 'drawn', species: index % 2 === 0 ? 'cat' : 'dog', seed: 1, index }, format),
  );
}
