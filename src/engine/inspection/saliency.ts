import * as tf from '@tensorflow/tfjs';
import { explainedClass, scoreOf } from './explained';
import { probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** Which pixels speak for a class, and which against it. */
export const saliency: Inspection<'saliency'> = async (context, { classIndex }) => {
  const { network } = context;
  const probe = probeOf(context);
  const [values = none, probabilities = none] = await readTogether(() => {
    const logitsOf = (image: tf.Tensor) => network.model.apply(image, { training: false }) as tf.Tensor2D;
    const gradient = tf.grad((image: tf.Tensor) => scoreOf(logitsOf(image), classIndex))(probe);
    return [tf.sum(tf.mul(gradient, probe), [0, 3]), tf.softmax(logitsOf(probe))];
  });
  const { height, width } = network.input;
  return { ...explainedClass(context, classIndex, probabilities), height, width, values };
};

const none = new Float32Array();
