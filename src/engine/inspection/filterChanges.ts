import * as tf from '@tensorflow/tfjs';
import { filterLengths, filterParts, kernelAt } from './filterKernels';
import { layerOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** How far each filter of a layer went from what the seed drew. */
export const filterChanges: Inspection<'filterChanges'> = async ({ network }, { layerId, part }) => {
  layerOf(network, layerId);
  const parts = filterParts(network, layerId);
  const [changes] = await readTogether(() => {
    const before = kernelAt(network, layerId, part, 'before');
    const difference = kernelAt(network, layerId, part, 'difference');
    if (before === null || difference === null) return [];
    return [tf.div(filterLengths(difference), filterLengths(before))];
  });
  return { parts, seed: network.seed, changes: changes ?? null };
};
