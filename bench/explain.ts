/**
 * Does Grad-CAM land on the object? Trains the article's playground size on the drawn cats and dogs, and measures how much
 * of the map's mass for "cat" lies within the face of 50 drawn cats that were not trained on, beside the share of the picture that
 * the face is: what a map that knows nothing would have. WASM backend, in Node.
 *
 *   npm run bench -- explain
 */
import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../src/engine/data/dataset';
import type { HealthRecorder } from '../src/engine/training/healthRecorder';
import { drawSample, sampleFaceBox } from '../src/engine/data/drawSample';
import { gradCam } from '../src/engine/inspection/gradCam';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../src/engine/layers/registerLayers';
import { NetworkModel } from '../src/engine/model/networkModel';
import { TrainingRun } from '../src/engine/training/trainer';
import { architectures } from '../src/network/architectures';
import { infer } from '../src/network/inference';
import { trainingSettingsSchema } from '../src/network/recipe';

const side = 64;
const format = { height: side, width: side, channels: 3 } as const;
const trained = 300;
const judged = 50;

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');

const architecture = architectures.find(({ id }) => id === 'article-cnn');
if (architecture === undefined) throw new Error('There is no article-cnn.');
const network = architecture.sizes.playground([side, side, 3], 2);
const model = await NetworkModel.build(network, 42);
const pictures = (['cat', 'dog'] as const).flatMap((species, label) =>
  Array.from({ length: trained }, (_, index) => ({
    label,
    bytes: drawSample({ kind: 'drawn', species, seed: 1, index }, format),
  })),
);
const bytesOf = (id: number): Uint8Array => pictures[id]?.bytes ?? new Uint8Array();
const labelOf = (id: number): number => pictures[id]?.label ?? -1;
const run = new TrainingRun(
  model,
  trainingSettingsSchema.parse({ ...architecture.recipe, epochs: 20 }),
  {
    data: {
      classNames: ['cat', 'dog'],
      indices: (split) => (split === 'train' ? [...pictures.keys()] : []),
      label: labelOf,
      batch: (ids) => ({
        bytes: Uint8Array.from(ids.flatMap((id) => [...bytesOf(id)])),
        labels: Int32Array.from(ids, labelOf),
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
console.log(`trained on ${((run.history.epochs.at(-1)?.accuracy ?? NaN) * 100).toFixed(1)} %`);

const { order, nodes } = infer(network);
const withMaps = order.filter((id) => nodes.get(id)?.outputShape?.length === 3 && id !== order[0]);
for (const layerId of withMaps) {
  let inFace = 0;
  let face = 0;
  let empty = 0;
  for (let index = 0; index < judged; index++) {
    const record = { kind: 'drawn', species: 'cat', seed: 1, index: 3_000_000 + index } as const;
    const probe = tf.tensor4d(
      Float32Array.from(drawSample(record, format), (byte) => byte / 255),
      [1, side, side, 3],
    );
    const { values, height, width } = await gradCam(
      {
        network: model,
        probe,
        dataset: null as unknown as Dataset,
        health: null as unknown as HealthRecorder,
        classNames: ['cat', 'dog'],
        proceed: () => Promise.resolve(),
      },
      { layerId, classIndex: 0 },
    );
    probe.dispose();
    const box = sampleFaceBox(record, format);
    face += ((box.right - box.left) * (box.bottom - box.top)) / (side * side);
    const total = values.reduce((sum, value) => sum + value, 0);
    if (total === 0) {
      empty++;
      continue;
    }
    let within = 0;
    // Each pixel has its share of the cell that it lies in.
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
        const cell = Math.floor((y * height) / side) * width + Math.floor((x * width) / side);
        within += ((values[cell] ?? 0) * height * width) / (side * side);
      }
    }
    inFace += within / total;
  }
  const label = network.nodes.find(({ id }) => id === layerId)?.type ?? layerId;
  console.log(
    `${label.padEnd(14)} ${((inFace / (judged - empty)) * 100).toFixed(1)} % of the mass in the face, which is ` +
      `${((face / judged) * 100).toFixed(1)} % of the picture; ${empty} maps empty`,
  );
}
model.dispose();
