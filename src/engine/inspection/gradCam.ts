import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import { explainedClass, scoreOf } from './explained';
import { layerOf, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';
import { runLayers } from './runLayers';

/** Which cells of a layer's maps speak for a class. Throws `bad-network` for a layer whose output is a vector. */
export const gradCam: Inspection<'gradCam'> = async (context, { layerId, classIndex }) => {
  const { network } = context;
  const layer = layerOf(network, layerId);
  const shape = layer.outputShape as (number | null)[];
  const [, height, width, channels] = shape;
  if (shape.length !== 4 || height == null || width == null || channels == null) {
    throw new EngineError(
      'bad-network',
      'Grad-CAM needs a layer with maps: this one gives a vector, in which no place of the picture is left.',
    );
  }
  const probe = probeOf(context);
  const [values = none, weights = none, probabilities = none] = await readTogether(() => {
    const kept: { maps?: tf.Tensor4D; probabilities?: tf.Tensor2D } = {};
    // The gradient with respect to the layer's output is that with respect to nothing added to it.
    const gradient = tf.grad((added: tf.Tensor) => {
      const logits = runLayers(network, probe, (id, output) => {
        if (id !== layerId) return output;
        kept.maps = tf.keep(tf.clone(output as tf.Tensor4D));
        return tf.add(output, added);
      });
      kept.probabilities = tf.keep(tf.softmax(logits));
      return scoreOf(logits, classIndex);
    })(tf.zeros([1, height, width, channels]));
    const { maps, probabilities } = kept as Required<typeof kept>;
    const weights = tf.mean(gradient, [0, 1, 2]);
    const cam = tf.relu(tf.sum(tf.mul(maps, weights), [0, 3]));
    const results = [cam, weights, tf.clone(probabilities)];
    tf.dispose([maps, probabilities]);
    return results;
  });
  return { ...explainedClass(context, classIndex, probabilities), layerId, height, width, values, weights };
};

const none = new Float32Array();
