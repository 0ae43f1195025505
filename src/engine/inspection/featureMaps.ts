import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** A layer's output for the probe; of the last layer the probabilities, where it ends in softmax. */
export const featureMaps: Inspection<'featureMaps'> = async (context, { layerId, map }) => {
  const { network } = context;
  const output = layerOf(network, layerId).output as tf.SymbolicTensor;
  const [, ...all] = output.shape as [null, ...number[]];
  const [height = 0, width = 0, maps = 0] = all;
  const one = map !== undefined && all.length === 3;
  if (one && (!Number.isInteger(map) || map < 0 || map >= maps)) {
    throw new EngineError('bad-network', `This layer has no map ${map}: it has ${maps}, counted from 0.`);
  }
  const [values = new Float32Array()] = await readTogether(() => {
    const [result] = passTo(network, [output], probeOf(context)) as [tf.Tensor];
    if (one) return [tf.slice(result as tf.Tensor4D, [0, 0, 0, map], [1, height, width, 1])];
    return [output === network.model.outputs[0] ? tf.softmax(result as tf.Tensor2D) : result];
  });
  return { shape: one ? [height, width, 1] : all, values };
};
