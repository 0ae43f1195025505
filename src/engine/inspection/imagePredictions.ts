import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { SplitName } from '../protocol';
import { cut, plainBatch } from '../training/batchFeed';
import { readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';

const BATCH = 32;

/** What the network says of each image of a part of the data set. */
export const imagePredictions: Inspection<'imagePredictions'> = async (context, { split }) => {
  const { network, dataset, classNames } = context;
  const ids = imagesOf(context, split);
  const probabilities = new Float32Array(ids.length * network.classes);
  let done = 0;
  for (const batchIds of cut(ids, BATCH)) {
    await context.proceed();
    const [values = new Float32Array()] = await readTogether(() => {
      const { images } = plainBatch(dataset, batchIds, network.input);
      return [tf.softmax(network.model.apply(images, { training: false }) as tf.Tensor2D)];
    });
    probabilities.set(values, done);
    done += values.length;
  }
  return { classNames, ids, labels: ids.map((id) => dataset.label(id)), probabilities };
};

/** The images of a part. Throws `no-images` where there are none, or they are not of the network's size. */
export function imagesOf({ dataset, network }: InspectionContext, split: SplitName): readonly number[] {
  const ids = dataset.indices(split);
  if (ids.length === 0) {
    throw new EngineError('no-images', `There are no ${split} images to evaluate the network on.`);
  }
  const { height, width, channels } = dataset.format;
  const { input } = network;
  if (height !== input.height || width !== input.width || channels !== input.channels) {
    throw new EngineError('no-images', 'The images are being brought to the size of the network’s input.');
  }
  return ids;
}
