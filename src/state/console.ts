/**
 * `window.convoscope`: the page for those who like to type. It reads what the interface shows and edits the network as
 * the interface does, undo included; every answer is plain data of its own.
 */
import type { BackendName, History, MemoryReport, Prediction } from '../engine/protocol';
import { architectures } from '../network/architectures';
import { blockLabels } from '../network/blockTree';
import { connect } from '../network/connecting';
import { addLayer } from '../network/edits';
import { findNode, labels } from '../network/graph';
import type { Network } from '../network/graph';
import type { Shape } from '../network/layerType';
import { layerType, layerTypeNames } from '../network/layers';
import { consoleInspections, type ConsoleInspections } from './consoleInspections';
import { engine } from './engine';
import { synchronise } from './engineSync';
import { exportKeras, openFile } from './files';
import { openArchitecture } from './introduction';
import { currentInference, useNetwork } from './network';
import { useRunLock } from './runLock';
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
  /** Puts an architecture on the canvas; the playground size takes its input size from the network there is, its classes from the data set. */
  open(architectureId: string, size: 'paper' | 'playground'): void;
  /** Adds a layer after a layer or block (its label, `'Conv2D 1'`, or its id), or at the end; answers with the new one's id. */
  addLayer(type: string, after?: string): string;
  /** Makes one layer or block feed another, by labels or ids. */
  connect(from: string, to: string): void;
  /** The network with its weights as a `.keras` file of Keras 3. Rejects while the network cannot be built. */
  exportKeras(): Promise<Blob>;
  /** Opens a `.keras` or `.h5` model in place of the network, one step of undo. Rejects, with the reasons, what cannot be opened. */
  importFile(file: Blob, name: string): Promise<void>;
  /** What the inspector shows, in numbers: `inspect.featureMaps('Conv2D 1')`. */
  readonly inspect: ConsoleInspections;
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
  open(id, size)    an architecture on the canvas, 'paper' or 'playground' size: open('lenet5', 'paper')
  addLayer(type, after)  a layer after another: addLayer('conv2d', 'Conv2D 1'); its id
  connect(from, to) one layer feeds another: connect('Conv2D 1', 'Add 1')
  exportKeras()     promise: the network with its weights as a .keras file
  importFile(blob, name)  promise: a .keras or .h5 model in place of the network
  inspect.*         what the inspector shows, in numbers; promises, but for receptiveField:
    featureMaps(layer)                    what a layer makes of the picture
    arithmetic(layer, map, row, column)   how one number of it comes about
    poolingWinners(layer, map)            which cells win their windows
    receptiveField(layer, row, column)    which pixels a cell depends on
    gradCam(layer, class)  saliency(class)  occlusion(class)   what speaks for a class
    health(layer)                         weights, gradients, updates, activations; what is wrong
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
    open: openByName,
    addLayer: addByName,
    connect: (from, to) => {
      const [source, target] = [cardNamed(from), cardNamed(to)];
      changeNetwork((network) => connect(network, source, target));
    },
    exportKeras,
    importFile: openFile,
    inspect: consoleInspections,
    help: () => helpText,
  };
}

function openByName(architectureId: string, size: 'paper' | 'playground'): void {
  const found = architectures.find(({ id }) => id === architectureId);
  if (found === undefined) {
    const known = architectures.map(({ id }) => id).join(', ');
    throw new Error(`There is no architecture "${architectureId}"; there is ${known}.`);
  }
  if (!['paper', 'playground'].includes(size))
    throw new Error(`There is no size "${size}"; there is "paper" and "playground".`);
  requireUnlocked();
  openArchitecture(found, size);
}

function addByName(type: string, after?: string): string {
  const known = layerTypeNames.find(
    (name) => name === type || layerType(name).className.toLowerCase() === type.toLowerCase(),
  );
  if (known === undefined)
    throw new Error(`There is no layer type "${type}"; there is ${layerTypeNames.join(', ')}.`);
  const options = after === undefined ? {} : { after: cardNamed(after) };
  const before = useNetwork.getState().network;
  changeNetwork((network) => addLayer(network, known, options));
  const added = useNetwork.getState().network.nodes.find(({ id }) => findNode(before, id) === undefined);
  if (added === undefined) throw new Error(`No ${known} was added.`);
  return added.id;
}

/** The id of the layer or block with this label or id. Throws where there is none. */
function cardNamed(name: string): string {
  const { network } = useNetwork.getState();
  const cards = [...labels(network), ...blockLabels(network)];
  const named = cards.find(([id, label]) => id === name || label === name);
  if (named === undefined)
    throw new Error(`There is no layer "${name}"; there is ${cards.map(([, label]) => label).join(', ')}.`);
  return named[0];
}

/** Edits as the page does, except that a refusal is thrown to whoever typed it. */
function changeNetwork(change: (network: Network) => Network): void {
  requireUnlocked();
  const { network, edit } = useNetwork.getState();
  change(network);
  edit(change);
}

function requireUnlocked(): void {
  if (useRunLock.getState().locked)
    throw new Error('A run holds the network: stop it first, with the Stop button.');
}
