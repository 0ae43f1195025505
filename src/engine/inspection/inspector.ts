/**
 * Shows what the network sees: one forward pass for the probe, from which every open view is drawn and
 * every number on hover is read. Costs nothing while no view is open.
 */
import * as tf from '@tensorflow/tfjs';
import type { LayerDeclaration } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import { readAndDispose } from '../readAndDispose';
import type { Prediction, ViewContent, ViewSettings } from '../protocol';
import type { TileInfo, TileValues } from '../protocol/tiles';
import { filterParts, filterTiles } from './filterKernels';
import { createPainter } from './painter';
import type { Painter } from './painter';
import { toImageTensor } from './probeReader';
import { activationGrid, activationTiles, disposeGrid, winnersGrid } from './tileGrid';
import type { TileGrid } from './tileGrid';

interface OpenView {
  settings: ViewSettings;
  readonly canvas: OffscreenCanvas;
  /** Made at the first drawing: a view may be opened before it is decided which backend draws. */
  painter: Painter | null;
  /** As last drawn: what hovering reads. */
  grid: TileGrid | null;
}

export class Inspector {
  private readonly views = new Map<string, OpenView>();
  private network: NetworkModel | null = null;
  /** float32 [1, height, width, channels]. */
  private probe: tf.Tensor4D | null = null;
  /** Rebuilt when the views ask for other layers. */
  private pass: {
    readonly key: string;
    readonly model: tf.LayersModel;
    readonly names: readonly string[];
  } | null = null;

  constructor(private readonly device: () => GPUDevice | null) {}

  /** The network that views look into; drops all that was drawn of the last one. */
  setNetwork(network: NetworkModel | null): void {
    this.network = network;
    this.pass = null;
    for (const view of this.views.values()) forget(view);
  }

  /** Takes over the tensor; one that no longer fits the network's input is kept but not used. */
  setProbe(probe: tf.Tensor4D | null): void {
    this.probe?.dispose();
    this.probe = probe;
  }

  /** The probe where it fits the network's input. */
  probeFor(network: NetworkModel): tf.Tensor4D | null {
    return this.probe !== null && fits(this.probe, network) ? this.probe : null;
  }

  open(viewId: string, canvas: OffscreenCanvas, settings: ViewSettings): void {
    this.close(viewId);
    this.views.set(viewId, { settings, canvas, painter: null, grid: null });
  }

  /** Ignores a view that was closed meanwhile. */
  update(viewId: string, settings: ViewSettings): void {
    const view = this.views.get(viewId);
    if (view !== undefined) view.settings = settings;
  }

  close(viewId: string): void {
    const view = this.views.get(viewId);
    if (view === undefined) return;
    forget(view);
    view.painter?.dispose();
    this.views.delete(viewId);
  }

  /** A backend switch or a lost device takes every canvas's context with it: the page opens its views anew. */
  closeAll(): void {
    for (const viewId of [...this.views.keys()]) this.close(viewId);
  }

  get anyOpen(): boolean {
    return this.views.size > 0;
  }

  /** What the layer has to show; `null` when the network is not built or lacks the layer. */
  tileInfo(content: ViewContent): TileInfo | null {
    const { network } = this;
    if (network?.has(content.layerId) !== true) return null;
    if (content.kind === 'filters') {
      const part = filterParts(network, content.layerId)[content.part ?? 0];
      if (part === undefined) return null;
      const { height, width, inputs, filters } = part;
      return { tiles: content.filter === undefined ? filters : inputs, height, width, inputChannels: inputs };
    }
    return tilesOf(shownTensor(network, content).shape, isPhoto(network, content.layerId));
  }

  /**
   * One forward pass; draws every view.
   * @returns the probabilities for the probe, or `null` without a network or a fitting probe
   */
  async refresh(classNames: readonly string[]): Promise<Prediction | null> {
    const { network } = this;
    if (network === null) return null;
    const usable = this.probeFor(network);
    const drawings: Promise<void>[] = [];
    const result = tf.tidy(() => {
      const outputs = usable === null ? null : this.run(network, usable);
      for (const view of this.views.values()) {
        if (!network.has(view.settings.content.layerId)) continue;
        const grid = makeGrid(network, view.settings, outputs);
        if (grid === null) continue;
        forget(view);
        view.grid = keepGrid(grid);
        view.painter ??= createPainter(view.canvas, this.device());
        drawings.push(view.painter.paint(view.grid, view.settings));
      }
      return outputs?.probabilities;
    });
    const [numbers] = await Promise.all([result === undefined ? null : readAndDispose(result), ...drawings]);
    if (numbers === null) return null;
    const probabilities = [...numbers];
    return classNames.length === probabilities.length ? { classNames, probabilities } : null;
  }

  /** Softmax of the network's output for any picture's bytes [height, width, channels]. */
  async predict(network: NetworkModel, bytes: Uint8Array): Promise<readonly number[]> {
    const probabilities = tf.tidy(() => {
      const image = toImageTensor(bytes, network.input);
      return tf.softmax(network.model.apply(image, { training: false }) as tf.Tensor2D);
    });
    return [...(await readAndDispose(probabilities))];
  }

  /** The numbers of one tile as last drawn; `null` when nothing was. */
  async tileValues(viewId: string, tile: number): Promise<TileValues | null> {
    const grid = this.views.get(viewId)?.grid ?? null;
    if (grid === null) return null;
    const [height, width, tiles, channels] = grid.values.shape;
    if (tile < 0 || tile >= tiles) return null;
    const slice = tf.slice(grid.values, [0, 0, tile, 0], [height, width, 1, channels]);
    const winsSlice = grid.wins === null ? null : tf.slice(grid.wins, [0, 0, tile], [height, width, 1]);
    try {
      const values = await slice.data<'float32'>();
      const wins = winsSlice === null ? null : await winsSlice.data<'float32'>();
      return {
        height,
        width,
        channels: channels === 3 ? 3 : 1,
        values: values.slice(),
        wins: wins === null ? null : wins.slice(),
      };
    } finally {
      slice.dispose();
      winsSlice?.dispose();
    }
  }

  /** Runs the part of the network the views need. */
  private run(network: NetworkModel, probe: tf.Tensor4D): Outputs {
    const logits = network.model.output as tf.SymbolicTensor;
    // Several views may want the same tensor, and tfjs takes each output only once.
    const wanted = new Map<string, tf.SymbolicTensor>([[logits.name, logits]]);
    for (const { settings } of this.views.values()) {
      const { content } = settings;
      if (content.kind === 'filters' || !network.has(content.layerId)) continue;
      const symbolic = shownTensor(network, content);
      wanted.set(symbolic.name, symbolic);
    }
    const names = [...wanted.keys()];
    const key = names.join();
    if (this.pass?.key !== key) {
      // The layers belong to the network's own model: this one holds nothing and is never disposed.
      const model = tf.model({ inputs: network.model.inputs, outputs: [...wanted.values()] });
      this.pass = { key, model, names };
    }
    const result = this.pass.model.apply(probe, { training: false });
    const tensors = Array.isArray(result) ? (result as tf.Tensor[]) : [result as tf.Tensor];
    const byName = new Map(names.map((name, index) => [name, tensors[index] as tf.Tensor]));
    const output = byName.get(logits.name);
    if (output === undefined) throw new EngineError('internal', 'The network gave no output.');
    const probabilities = tf.softmax(output as tf.Tensor2D);
    // The last layer shows what it does for the user: its softmax, which the model itself leaves out.
    byName.set(logits.name, probabilities);
    return { byName, probabilities };
  }
}

/** The data set's class names where they fit the network's outputs; numbered ones where they do not. */
export function namesFor(classNames: readonly string[], outputs: number): readonly string[] {
  if (classNames.length === outputs) return classNames;
  return Array.from({ length: outputs }, (_, index) => `class ${String(index)}`);
}

interface Outputs {
  /** By the name of the symbolic tensor. */
  readonly byName: ReadonlyMap<string, tf.Tensor>;
  /** [1, classes]. */
  readonly probabilities: tf.Tensor2D;
}

/** What of a layer a view shows: its output, or for the winners of a pooling layer its input. */
function shownTensor(network: NetworkModel, { kind, layerId }: ViewContent): tf.SymbolicTensor {
  const layer = network.layer(layerId);
  return (kind === 'poolingWinners' ? layer.input : layer.output) as tf.SymbolicTensor;
}

function makeGrid(network: NetworkModel, settings: ViewSettings, outputs: Outputs | null): TileGrid | null {
  const { content, range } = settings;
  if (content.kind === 'filters') {
    return filterTiles(network, content, range);
  }
  const tensor = outputs?.byName.get(shownTensor(network, content).name);
  if (tensor === undefined) return null;
  if (content.kind === 'featureMaps') {
    return activationGrid(tensor, isPhoto(network, content.layerId), range);
  }
  const layer = network.layer(content.layerId);
  return winnersGrid(tensor as tf.Tensor4D, (input) => layer.call(input, {}) as tf.Tensor, range);
}

/** Whether a layer's output is the picture itself, to be shown in its own colours. */
function isPhoto(network: NetworkModel, layerId: string): boolean {
  return declarationOf(network, layerId)?.family === 'input';
}

function declarationOf({ network }: NetworkModel, layerId: string): LayerDeclaration | undefined {
  const node = network.nodes.find((each) => each.id === layerId);
  return node === undefined ? undefined : layerType(node.type);
}

/** The grid outlives the tidy it was made in. */
function keepGrid(grid: TileGrid): TileGrid {
  tf.keep(grid.values);
  tf.keep(grid.ranges);
  if (grid.wins !== null) tf.keep(grid.wins);
  return grid;
}

function forget(view: OpenView): void {
  if (view.grid !== null) disposeGrid(view.grid);
  view.grid = null;
}

function fits(probe: tf.Tensor4D, { input }: NetworkModel): boolean {
  const [, height, width, channels] = probe.shape;
  return height === input.height && width === input.width && channels === input.channels;
}

/** Tiles of an activation shape [batch, …]. */
function tilesOf(shape: readonly (number | null)[], photo: boolean): TileInfo {
  const [, ...cells] = shape;
  const { height, width, tiles } = activationTiles(cells.map((axis) => axis ?? 1));
  return { tiles: photo ? 1 : tiles, height, width, inputChannels: tiles };
}
