/**
 * Does the learning-rate finder suggest a good rate? Sweeps playground networks on the drawn cats and dogs at 32×32 as the
 * app does, then trains each anew with a tenth of the suggested rate, the rate itself, three and ten times it. Prints the loss over the
 * last two of ten epochs. WASM backend, in Node.
 *
 *   npm run bench -- learningRates [id ...]
 */
import * as tf from '@tensorflow/tfjs';
import { drawSample } from '../src/engine/data/drawSample';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../src/engine/layers/registerLayers';
import { NetworkModel } from '../src/engine/model/networkModel';
import type { TrainingData } from '../src/engine/training/batchFeed';
import { LearningRateSweep } from '../src/engine/training/learningRateFinder';
import { TrainingRun } from '../src/engine/training/trainer';
import { architectures } from '../src/network/architectures';
import type { Network } from '../src/network/graph';
import { trainingSettingsSchema } from '../src/network/recipe';
import type { TrainingSettings } from '../src/network/recipe';

const side = 32;
const format = { height: side, width: side, channels: 3 } as const;
const perClass = 240;
const epochs = 10;
const factors = [0.1, 1, 3, 10];
const wanted = process.argv.slice(2);
const chosen = wanted.length > 0 ? wanted : ['article-cnn', 'lenet5', 'resnet18'];

const pictures = (['cat', 'dog'] as const).flatMap((species, label) =>
  Array.from({ length: perClass }, (_, index) => ({
    label,
    bytes: drawSample({ kind: 'drawn', species, seed: 1, index }, format),
  })),
);
const bytesOf = (id: number): Uint8Array => pictures[id]?.bytes ?? new Uint8Array();
const labelOf = (id: number): number => pictures[id]?.label ?? -1;
const data: TrainingData = {
  classNames: ['cat', 'dog'],
  indices: (split) => (split === 'train' ? [...pictures.keys()] : []),
  label: labelOf,
  batch: (ids) => ({
    bytes: Uint8Array.from(ids.flatMap((id) => [...bytesOf(id)])),
    labels: Int32Array.from(ids, labelOf),
  }),
};

/** Loss over the last two epochs; `NaN` where it stopped being a number. */
async function trained(network: Network, settings: TrainingSettings): Promise<number> {
  const model = await NetworkModel.build(network, settings.seed);
  const run = new TrainingRun(
    model,
    settings,
    {
      data,
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
  const last = run.history.epochs.slice(-2);
  if (run.history.epochs.length < epochs) return NaN;
  return last.reduce((sum, { loss }) => sum + loss, 0) / last.length;
}

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');

for (const id of chosen) {
  const architecture = architectures.find((each) => each.id === id);
  if (architecture === undefined) throw new Error(`There is no architecture "${id}".`);
  const network = architecture.sizes.playground([side, side, 3], 2);
  for (const optimizer of ['SGD', 'Adam'] as const) {
    const settings = trainingSettingsSchema.parse({
      ...architecture.recipe,
      optimizer,
      learningRateSchedule: 'constant',
      epochs,
    });
    const model = await NetworkModel.build(network, settings.seed);
    const startedMs = performance.now();
    const sweep = new LearningRateSweep(model, settings, { data, tell: () => undefined });
    const { suggestion, points, ending } = await sweep.ended;
    const seconds = (performance.now() - startedMs) / 1000;
    model.dispose();
    const found =
      suggestion === null
        ? 'no suggestion'
        : `${suggestion.rate.toPrecision(2)} (${suggestion.kind}${suggestion.kind === 'steepest' ? `, lowest at ${suggestion.lowest.toPrecision(2)}` : `, rises at ${suggestion.rise.toPrecision(2)}`})`;
    console.log(
      `${id} ${optimizer}: ${found}, ${ending} after ${points.length} rates, ${seconds.toFixed(1)} s`,
    );
    if (suggestion === null) continue;
    for (const factor of factors) {
      const learningRate = Math.min(10, suggestion.rate * factor);
      const loss = await trained(network, { ...settings, learningRate });
      console.log(
        `  × ${String(factor).padEnd(4)} ${learningRate.toPrecision(2).padEnd(8)} loss ${loss.toFixed(3)}`,
      );
    }
  }
}
