import * as tf from '@tensorflow/tfjs';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** A layer's output for the probe; of the last layer the probabilities, where it ends in softmax. */
export const featureMaps: Inspection<'featureMaps'> = async (context, { layerId }) => {
  const { network } = context;
  const output = layerOf(network, layerId).output as tf.SymbolicTensor;
  const [, ...shape] = output.shape as [null, ...number[]];
  const [values = new Float32Array()] = await readTogether(() => {
    const [maps] = passTo(network, [output], probeOf(context)) as [tf.Tensor];
    return [output === network.model.outputs[0] ? tf.softmax(maps as tf.Tensor2D) : maps];
  });
  return { shape, values };
};
