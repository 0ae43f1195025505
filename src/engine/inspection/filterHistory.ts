import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { FilterEpoch } from '../protocol/filters';
import { filterLengths, filterParts, kernelAt, kernelEpochs } from './filterKernels';
import { layerOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** A filter as drawn, after the epochs that are kept, and now. */
export const filterHistory: Inspection<'filterHistory'> = async ({ network }, { layerId, part, filter }) => {
  layerOf(network, layerId);
  const parts = filterParts(network, layerId);
  const { height, width, inputs, filters } = parts[part] ?? { height: 1, width: 1, inputs: 1, filters: 0 };
  if (!Number.isInteger(filter) || filter < 0 || filter >= filters) {
    throw new EngineError('bad-network', `The layer has no filter ${String(filter)}, counted from 0.`);
  }
  const times: (number | null)[] = [];
  const numbers = await readTogether(() => {
    const drawn = kernelAt(network, layerId, part, 'before');
    const now = kernelAt(network, layerId, part, 'now');
    const kept = kernelEpochs(network, layerId, part);
    if (drawn === null || now === null || kept === null) return [];
    const moments = [{ epoch: 0, kernel: drawn }, ...kept, { epoch: null, kernel: now }];
    times.push(...moments.map(({ epoch }) => epoch));
    return moments.flatMap(({ kernel }) => [
      tf.slice(kernel, [0, 0, 0, filter], [height, width, inputs, 1]),
      tf.div(filterLengths(tf.sub(kernel, drawn)), filterLengths(drawn)),
    ]);
  });
  const empty = new Float32Array();
  const epochs = times.map((epoch, at): FilterEpoch => ({
    epoch,
    values: numbers[2 * at] ?? empty,
    changes: numbers[2 * at + 1] ?? empty,
  }));
  const [last, now] = epochs.slice(-2);
  const unchanged =
    last !== undefined && now?.changes.every((change, at) => Object.is(change, last.changes[at])) === true;
  return { parts, epochs: epochs.length === 0 ? null : unchanged ? epochs.slice(0, -1) : epochs };
};
