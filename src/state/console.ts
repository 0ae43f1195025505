/**
 * `window.convoscope`: the page for those who like to type. It reads what the interface shows and changes nothing,
 * and every answer is plain data of its own.
 */
import type { BackendName, History, MemoryReport, Prediction } from '../engine/protocol';
import { labels } from '../network/graph';
import type { Network } from '../network/graph';
import type { Shape } from '../network/layerType';
import { engine } from './engine';
import { synchronise } from './engineSync';
import { currentInference, useNetwork } from './network';
import { useTraining } from './training';

export interface ConvoscopeConsole {
  /** Which backend computes: `'webgpu'`, `'webgl'`, `'wasm'` or `'cpu'`; `null` until the engine has started. */
  backend(): BackendName | null;
  /** The network as plain JSON: `{ nodes: [{ id, type, parameters }], connections: [{ from, to, input }] }`. */
  network(): Network;
  /** Each layer's output shape without the batch axis, by its label, in order: `{ 'Conv2D 1': [126, 126, 32], … }`. `null` where it has none. */
  shapes(): Readonly<Record<string, Shape | null>>;
  /** All parameters of the network, trainable or not. */
  parameterCount(): number;
  /** Tensors and bytes the engine holds now. */
  memory(): Promise<MemoryReport>;
  /** Loss and accuracy of the last run: `{ batches: [{ step, epoch, loss, accuracy }], epochs: [{ epoch, step, loss, accuracy, validationLoss, validationAccuracy, durationMs }] }`. */
  history(): History;
  /** Class probabilities for any picture the browser can read. Rejects while the network cannot be built or there are no classes. */
  predict(image: Blob): Promise<Prediction>;
  /** This list, as text. */
  help(): string;
}

declare global {
  interface Window {
    convoscope?: ConvoscopeConsole;
  }
}

const helpText = `convoscope, from the console:
  backend()         which backend computes: 'webgpu', 'webgl', 'wasm' or 'cpu'
  network()         the network as plain JSON
  shapes()          output shape of each layer by its label, without the batch axis
  parameterCount()  all parameters of the network
  memory()          promise: tensors and bytes the engine holds
  history()         loss and accuracy per batch and per epoch
  predict(blob)     promise: class probabilities for a picture
  help()            this text
await the promises: await convoscope.predict(await (await fetch('cat.jpg')).blob())`;

/** Puts the console interface on `window`. */
export function installConsole(): void {
  window.convoscope = {
    backend: () => useTraining.getState().backend?.active ?? null,
    network: () => structuredClone(useNetwork.getState().network),
    shapes: () => {
      const names = labels(useNetwork.getState().network);
      const { nodes } = currentInference();
      return Object.fromEntries([...nodes].map(([id, facts]) => [names.get(id) ?? id, facts.outputShape]));
    },
    parameterCount: () => currentInference().totals.parameters,
    memory: () => engine().memory(),
    history: () => structuredClone(useTraining.getState().history),
    predict: async (image) => {
      // An edit just made in the page must count, as everywhere.
      await synchronise(useTraining.getState().settings.seed);
      return engine().predict(image);
    },
    help: () => helpText,
  };
}
