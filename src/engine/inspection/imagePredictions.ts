import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { SplitName } from '../protocol';
import { cut, plainBatch } from '../training/batchFeed';
import { totalLoss } from '../training/loss';
import { readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';

const BATCH = 32;

/** What the network says of each image of a part of the data set. */
export const imagePredictions: Inspection<'imagePredictions'> = async (context, { split }) => {
  const { network, dataset, classNames } = context;
  const ids = imagesOf(context, split);
  const probabilities = new Float32Array(ids.length * network.classes);
  let lossSum = 0;
  let done = 0;
  for (const batchIds of cut(ids, BATCH)) {
    await context.proceed(done / probabilities.length);
    const [values = none, loss = none] = await readTogether(() => {
      const { images, labels } = plainBatch(dataset, batchIds, network.input);
      const logits = network.model.apply(images, { training: false }) as tf.Tensor2D;
      return [tf.softmax(logits), totalLoss(logits, labels, network.regularized)];
    });
    probabilities.set(values, done);
    // Weighed by its size, since the last batch may be smaller.
    lossSum += (loss[0] ?? NaN) * batchIds.length;
    done += values.length;
  }
  return {
    split,
    classNames,
    ids,
    labels: ids.map((id) => dataset.label(id)),
    probabilities,
    loss: lossSum / ids.length,
  };
};

const none = new Float32Array();

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
