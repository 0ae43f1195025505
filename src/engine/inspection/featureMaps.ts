import * as tf from '@tensorflow/tfjs';
import { readAndDispose } from '../readAndDispose';
import { layerOf, passTo, probeOf } from './inspected';
import type { Inspection } from './inspections';

/** A layer's output for the probe; of the last layer the probabilities, where it ends in softmax. */
export const featureMaps: Inspection<'featureMaps'> = async (context, { layerId }) => {
  const { network } = context;
  const output = layerOf(network, layerId).output as tf.SymbolicTensor;
  const tensor = tf.tidy(() => {
    const [maps] = passTo(network, [output], probeOf(context)) as [tf.Tensor];
    return output === network.model.outputs[0] ? tf.softmax(maps as tf.Tensor2D) : maps;
  });
  const [, ...shape] = tensor.shape;
  // A copy: what is read may be memory that the backend shares with its threads.
  return { shape, values: (await readAndDispose(tensor)).slice() };
};
