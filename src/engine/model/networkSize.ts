/** What a network takes in time and memory, and what each backend gives unasked. */
import { trainingMemory } from '../../network/cost';
import { infer } from '../../network/inference';
import type { Network } from '../../network/graph';
import type { TrainingSettings } from '../../network/recipe';
import { EngineError } from '../failure';
import type { BackendReport } from '../protocol';

/**
 * Weights are drawn one by one and written at every edit that changes their layer: 16 million take about a second on one
 * core. The article's CNN has 13 million and is built as one edits; ResNet-50 has 26 million.
 */
const mostParameters = 16e6;

/**
 * Multiply-adds of one picture's forward pass in about two seconds, the most that may stand between an edit and its
 * feature maps. Measured on two cores (the article's CNN at 128 × 128, a step of 32 pictures): WASM 2.4 billion a
 * second; a GPU that the processor stands in for, and plain JavaScript, 0.15 billion. A real GPU does hundreds.
 */
const mostMultiplyAdds = { gpu: 200e9, wasm: 5e9, slow: 0.3e9 };

/** How far a WebAssembly memory grows. */
const wasmBytes = 2 ** 32;

/** Whether a network is small enough to be built, and looked into, at every edit. */
export function isInstant(network: Network, report: BackendReport): boolean {
  const { parameters, multiplyAdds } = infer(network).totals;
  return parameters <= mostParameters && multiplyAdds <= mostMultiplyAdds[paceOf(report)];
}

/**
 * Throws `out-of-memory` where training cannot fit: tfjs keeps the gradient of every layer's output, too, until the step
 * ends. Only WASM has a limit that is known before; a GPU says nothing of its memory, and trying tells.
 */
export function refuseTooLarge(
  network: Network,
  settings: TrainingSettings,
  { active }: BackendReport,
): void {
  const { total, activations } = trainingMemory(infer(network), settings);
  const bytes = total + activations;
  if (active !== 'wasm' || bytes <= wasmBytes) return;
  throw new EngineError(
    'out-of-memory',
    `Training this network on batches of ${settings.batchSize} takes at least ${gigabytes(bytes)}, and WASM holds ` +
      `${gigabytes(wasmBytes)}. Make the batch, the images or the network smaller, or choose another backend.`,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function paceOf({ active, candidates }: BackendReport): keyof typeof mostMultiplyAdds {
  if (active === 'wasm') return 'wasm';
  const isSoftware = candidates.some(
    ({ name, detail }) => name === active && detail.includes('software renderer'),
  );
  return active === 'cpu' || isSoftware ? 'slow' : 'gpu';
}
