import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import { filterParts, kernelAt } from './filterKernels';
import { layerOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** One filter of a layer, now and as the seed drew it. */
export const filterWeights: Inspection<'filterWeights'> = async ({ network }, { layerId, part, filter }) => {
  layerOf(network, layerId);
  const shape = filterParts(network, layerId)[part];
  if (shape === undefined || !Number.isInteger(filter) || filter < 0 || filter >= shape.filters) {
    throw new EngineError('bad-network', `The layer has no filter ${String(filter)}, counted from 0.`);
  }
  const { height, width, inputs } = shape;
  const [now = new Float32Array(), before = null] = await readTogether(() =>
    (['now', 'before'] as const).flatMap((moment) => {
      const kernel = kernelAt(network, layerId, part, moment);
      return kernel === null ? [] : [tf.slice(kernel, [0, 0, 0, filter], [height, width, inputs, 1])];
    }),
  );
  return { height, width, inputs, now, before };
};
