/**
 * Does every playground size learn what the app's samples ask for, and how fast? Trains each with its own recipe, as the
 * app does, on the drawn cats and dogs at 32×32 (LeNet-5 on the handwritten digits as well), and tests it on pictures it
 * never saw. WASM backend, in Node.
 *
 *   npm run bench -- architectures [id|all] [seed=42 ...]
 */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { digitFormat, readDigits } from '../src/engine/data/digits/digitImages';
import { drawSample } from '../src/engine/data/drawSample';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../src/engine/layers/registerLayers';
import { NetworkModel } from '../src/engine/model/networkModel';
import type { InputFormat } from '../src/engine/protocol';
import type { TrainingData } from '../src/engine/training/batchFeed';
import { TrainingRun } from '../src/engine/training/trainer';
import { architectures } from '../src/network/architectures';
import type { Architecture } from '../src/network/architectures/architecture';
import { infer } from '../src/network/inference';
import { trainingSettingsSchema } from '../src/network/recipe';
import { digitsAsset, makeDigits } from '../scripts/digits.mjs';

interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly label: number;
  readonly split: 'train' | 'validation';
}

interface Sample {
  readonly title: string;
  readonly format: InputFormat;
  readonly data: TrainingData;
}

/** The app's sample, 300 of each, to train on; 400 of each that are not in it held out: nothing was chosen by them. */
function catsAndDogs(side: number): Sample {
  const format: InputFormat = { height: side, width: side, channels: 3 };
  const pictures = (['cat', 'dog'] as const).flatMap((species, label) =>
    [
      { split: 'train' as const, first: 0, count: 300 },
      { split: 'validation' as const, first: 2_000_000, count: 400 },
    ].flatMap(({ split, first, count }) =>
      Array.from({ length: count }, (_, index): Picture => {
        const bytes = drawSample({ kind: 'drawn', species, seed: 1, index: first + index }, format);
        return { bytes, label, split };
      }),
    ),
  );
  return { title: `cats and dogs ${side}×${side}`, format, data: dataOf(pictures, ['cat', 'dog']) };
}

/** 10,000 to train on, and 2,000 by other writers. */
function digits(): Sample {
  makeDigits();
  const file = Uint8Array.from(inflateSync(readFileSync(digitsAsset)));
  const pictures = readDigits(file.buffer).map(({ record, bytes }): Picture => {
    const split = record.folderSplit === 'train' ? 'train' : 'validation';
    return { bytes, label: Number(record.className), split };
  });
  const classNames = Array.from({ length: 10 }, (_, digit) => String(digit));
  return { title: 'digits 28×28', format: digitFormat, data: dataOf(pictures, classNames) };
}

function dataOf(pictures: readonly Picture[], classNames: readonly string[]): TrainingData {
  const at = (id: number): Picture => pictures[id] as Picture;
  return {
    classNames,
    indices: (split) => [...pictures.keys()].filter((id) => at(id).split === split),
    label: (id) => at(id).label,
    batch(ids) {
      const size = at(0).bytes.length;
      const bytes = new Uint8Array(ids.length * size);
      ids.forEach((id, index) => bytes.set(at(id).bytes, index * size));
      return { bytes, labels: Int32Array.from(ids, (id) => at(id).label) };
    },
  };
}

/** Trains as the app does and prints one line. */
async function measure({ id, recipe, sizes }: Architecture, sample: Sample, seed: number): Promise<void> {
  const { height, width, channels } = sample.format;
  const network = sizes.playground([height, width, channels], sample.data.classNames.length);
  const model = await NetworkModel.build(network, seed);
  const settings = trainingSettingsSchema.parse({ ...recipe, seed });
  const startedMs = performance.now();
  const run = new TrainingRun(
    model,
    settings,
    {
      data: sample.data,
      emit(event) {
        if (event.type === 'fault') throw new Error(event.fault.message);
      },
      settleEveryStep: () => false,
      onSettled: () => Promise.resolve(),
      onEpoch: () => Promise.resolve(),
      backendName: () => 'wasm',
    },
    false,
  );
  await run.ended;
  const seconds = (performance.now() - startedMs) / 1000;
  model.dispose();
  const { batches, epochs } = run.history;
  const accuracies = epochs.map(({ validationAccuracy }) => validationAccuracy ?? NaN);
  const { parameters, multiplyAdds } = infer(network).totals;
  console.log(
    [
      id.padEnd(16),
      `${sample.title}, seed ${seed}:`,
      `held out ${percent(accuracies.at(-1))} (best ${percent(Math.max(...accuracies))}),`,
      `trained on ${percent(epochs.at(-1)?.accuracy)},`,
      `${settings.epochs} epochs of ${batches.length / epochs.length} steps in ${seconds.toFixed(0)} s,`,
      `${((seconds * 1000) / batches.length).toFixed(0)} ms a step with validation,`,
      `${parameters.toLocaleString('en')} parameters, ${(multiplyAdds / 1e6).toFixed(1)} M multiply-adds`,
    ].join(' '),
  );
}

function percent(value = NaN): string {
  return `${(value * 100).toFixed(1)} %`;
}

const [wanted = 'all', ...seedArguments] = process.argv.slice(2);
const seeds = seedArguments.length > 0 ? seedArguments.map(Number) : [42];
const chosen = architectures.filter(({ id }) => wanted === 'all' || wanted === id);
if (chosen.length === 0) throw new Error(`There is no architecture "${wanted}".`);

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');

const drawn = catsAndDogs(32);
for (const architecture of chosen) {
  for (const seed of seeds) {
    if (architecture.id !== 'lenet5') {
      await measure(architecture, drawn, seed);
      continue;
    }
    await measure(architecture, digits(), seed);
    // Its recipe is for the digits, of which there are many and none is its mirror image.
    const recipe = {
      ...architecture.recipe,
      learningRate: 0.001,
      epochs: 80,
      augmentation: { ...architecture.recipe.augmentation, horizontalFlip: true },
    };
    await measure({ ...architecture, recipe }, drawn, seed);
  }
}
