/**
 * The kernels of any layer in one form, [height, width, in, filters], now and as the seed drew them. Call what answers with
 * tensors within `tf.tidy`.
 */
import * as tf from '@tensorflow/tfjs';
import { findNode, predecessors } from '../../network/graph';
import { infer } from '../../network/inference';
import type { KernelAxes } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { ViewSettings } from '../protocol';
import type { FilterContent, FilterMoment, FilterPart } from '../protocol/filters';
import { filterGrid, filterKernel, type TileGrid } from './tileGrid';

/** Weights of a kernel that are drawn again to compare with: 16 MB of them. */
const MOST_DRAWN_AGAIN = 4 * 1024 * 1024;

interface Kernel {
  /** Among the layer's weights. */
  readonly index: number;
  readonly axes: KernelAxes | 'units';
}

/** The kernels of a layer. Empty for a layer without any. */
function kernelsOf(network: NetworkModel, layerId: string): readonly Kernel[] {
  const node = findNode(network.network, layerId);
  const axes = node === undefined ? undefined : layerType(node.type).kernelAxes;
  return network
    .layer(layerId)
    .getWeights()
    .flatMap((weight, index): readonly Kernel[] => {
      if (weight.rank === 4) return [{ index, axes: index === 0 ? (axes ?? 'inputOutput') : 'inputOutput' }];
      return weight.rank === 2 ? [{ index, axes: 'units' }] : [];
    });
}

/** What of a layer's weights there is to show. */
export function filterParts(network: NetworkModel, layerId: string): readonly FilterPart[] {
  const kernels = kernelsOf(network, layerId);
  return kernels.map(({ axes }, part) => {
    const shape = tf.tidy(() => kernelAt(network, layerId, part, 'now')?.shape);
    const [height = 1, width = 1, inputs = 1, filters = 1] = shape ?? [];
    const name = kernels.length < 2 ? null : axes === 'inputMultiplier' ? 'Depthwise' : 'Pointwise';
    return { name, height, width, inputs, filters };
  });
}

/**
 * A kernel as [height, width, in, filters]; `null` for what the seed drew of one that is too large to be drawn again. A
 * Dense unit is a filter over the maps that Flatten laid out for it, else one plane of weights, row by row. Throws
 * `bad-network` for a part that is not there.
 */
export function kernelAt(
  network: NetworkModel,
  layerId: string,
  part: number,
  moment: FilterMoment,
): tf.Tensor4D | null {
  const { kernel, weight } = partOf(network, layerId, part);
  if (moment === 'now') return asFilters(network, layerId, kernel, weight);
  if (weight.size > MOST_DRAWN_AGAIN) return null;
  const before = tf.tensor(drawnOnce(network, layerId, kernel.index), weight.shape, 'float32');
  return asFilters(network, layerId, kernel, moment === 'before' ? before : tf.sub(weight, before));
}

/** A kernel after the epochs that are kept of it, each as `kernelAt` has it; `null` for one too large to be kept. */
export function kernelEpochs(
  network: NetworkModel,
  layerId: string,
  part: number,
): readonly { readonly epoch: number; readonly kernel: tf.Tensor4D }[] | null {
  const { kernel, weight } = partOf(network, layerId, part);
  const kept = network.kernelHistory.of(layerId, kernel.index);
  if (kept === null) return null;
  return kept.map(({ epoch, values }) => ({
    epoch,
    kernel: asFilters(network, layerId, kernel, tf.tensor(values, weight.shape, 'float32')),
  }));
}

function partOf(network: NetworkModel, layerId: string, part: number) {
  const kernel = kernelsOf(network, layerId)[part];
  const weight = kernel === undefined ? undefined : network.layer(layerId).getWeights()[kernel.index];
  if (kernel === undefined || weight === undefined) {
    throw new EngineError('bad-network', `The layer has no filters number ${String(part)}.`);
  }
  return { kernel, weight };
}

function asFilters(network: NetworkModel, layerId: string, { axes }: Kernel, values: tf.Tensor): tf.Tensor4D {
  if (axes !== 'units') return filterKernel(values as tf.Tensor4D, axes);
  const [inputs = 1, units = 1] = values.shape;
  return tf.reshape(values, [...unitPlane(network, layerId, inputs), units]);
}

/** The tiles of a view of filters; `null` where the weights before are asked for and not known. */
export function filterTiles(
  network: NetworkModel,
  content: FilterContent,
  range: ViewSettings['range'],
): TileGrid | null {
  const { layerId, part = 0, filter, inputChannel, moment } = content;
  const gridAt = (when: FilterMoment): TileGrid | null => {
    const kernel = kernelAt(network, layerId, part, when);
    if (kernel === null) return null;
    return filter === undefined
      ? filterGrid(kernel, inputChannel, range)
      : filterGrid(inputsOf(kernel, filter), 0, range);
  };
  const shown = gridAt(moment ?? 'now');
  if (shown === null || moment === undefined || moment === 'difference') return shown;
  const other = gridAt(moment === 'now' ? 'before' : 'now');
  return other === null ? shown : { ...shown, ranges: tf.maximum(shown.ranges, other.ranges) };
}

/** What one filter reads, one input channel after the other: [height, width, 1, in]. */
function inputsOf(kernel: tf.Tensor4D, filter: number): tf.Tensor4D {
  const [height, width, inputs, filters] = kernel.shape;
  const own = tf.slice(kernel, [0, 0, 0, Math.min(filter, filters - 1)], [height, width, inputs, 1]);
  return tf.transpose(own, [0, 1, 3, 2]);
}

/** How the weights of a unit that reads `inputs` numbers lie: [height, width, in]. */
function unitPlane(
  network: NetworkModel,
  layerId: string,
  inputs: number,
): readonly [number, number, number] {
  const [before = ''] = predecessors(network.network).get(layerId) ?? [];
  if (findNode(network.network, before)?.type === 'flatten') {
    const [source = ''] = predecessors(network.network).get(before) ?? [];
    const [height, width, maps] = infer(network.network).nodes.get(source)?.outputShape ?? [];
    if (height !== undefined && width !== undefined && maps !== undefined) return [height, width, maps];
  }
  // Three times as wide as high, or the next that leaves no gap.
  let height = Math.max(1, Math.round(Math.sqrt(inputs / 3)));
  while (inputs % height !== 0) height--;
  return [height, inputs / height, 1];
}

/** The last weights drawn again: drawing takes longer than all the rest, and a view asks at each refresh. */
const lastDrawn = new WeakMap<NetworkModel, { readonly key: string; readonly values: Float32Array }>();

function drawnOnce(network: NetworkModel, layerId: string, index: number): Float32Array {
  const key = `${String(network.seed)} ${layerId} ${String(index)}`;
  const last = lastDrawn.get(network);
  if (last?.key === key) return last.values;
  const values = network.drawn(layerId, index);
  lastDrawn.set(network, { key, values });
  return values;
}

/** The Euclidean norm of each filter, [filters]. */
export function filterLengths(kernel: tf.Tensor4D): tf.Tensor1D {
  return tf.sqrt(tf.sum(tf.square(kernel), [0, 1, 2]));
}
