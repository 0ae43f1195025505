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
import type { Network } from '../../src/network/graph';
import { infer } from '../../src/network/inference';
import { trainingSettingsSchema, type TrainingSettings } from '../../src/network/recipe';
import { wholeCatalogue } from '../../src/network/verification/wholeCatalogue';

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
