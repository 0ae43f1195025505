/** Turns images' bytes into what a step needs: scaled, augmented tensors, in an order the seed decides. */
import * as tf from '@tensorflow/tfjs';
import type { Augmentation } from '../../network/recipe';
import { augmentationTransforms } from '../data/augment';
import type { InputFormat, SplitName } from '../protocol';
import { random, shuffle } from '../random';

/** What training needs of the data set. */
export interface TrainingData {
  readonly classNames: readonly string[];
  /** Ids of the labelled images of a part, in an order that does not depend on how they came. */
  indices(split: SplitName): readonly number[];
  label(id: number): number;
  /** Pixels side by side [n, height, width, channels], 0 to 255, and class indices [n]. */
  batch(ids: readonly number[]): {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly labels: Int32Array<ArrayBuffer>;
  };
}

export interface Batch {
  /** float32 [batch, height, width, channels] in [0, 1]. */
  readonly images: tf.Tensor4D;
  /** int32 [batch]. */
  readonly labels: tf.Tensor1D;
}

/** Streams that must not repeat each other's numbers. */
const SHUFFLE = 1;
const AUGMENT = 2;

/** The image ids of one epoch, shuffled by seed and epoch, cut into batches; the last one may be smaller, as in Keras. */
export function epochBatches(
  ids: readonly number[],
  batchSize: number,
  seed: number,
  epoch: number,
): number[][] {
  const order = shuffle([...ids], random(seed, SHUFFLE, epoch));
  return cut(order, batchSize);
}

export function cut(ids: readonly number[], batchSize: number): number[][] {
  const batches: number[][] = [];
  for (let start = 0; start < ids.length; start += batchSize)
    batches.push(ids.slice(start, start + batchSize));
  return batches;
}

/** The caller disposes both tensors. */
export function plainBatch(data: TrainingData, ids: readonly number[], format: InputFormat): Batch {
  const { bytes, labels } = data.batch(ids);
  const scaled = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) scaled[i] = (bytes[i] as number) / 255;
  return {
    images: tf.tensor4d(scaled, [ids.length, format.height, format.width, format.channels]),
    labels: tf.tensor1d(labels, 'int32'),
  };
}

/** `plainBatch` with each image moved by its own random transform; the same seed and step give the same pictures. */
export function augmentedBatch(
  data: TrainingData,
  ids: readonly number[],
  format: InputFormat,
  augmentation: Augmentation,
  seed: number,
  step: number,
): Batch {
  const batch = plainBatch(data, ids, format);
  const rows = augmentationTransforms(
    augmentation,
    ids.length,
    format.height,
    format.width,
    random(seed, AUGMENT, step),
  );
  if (rows === null) return batch;
  const images = tf.tidy(() =>
    tf.image.transform(batch.images, tf.tensor2d(rows, [ids.length, 8]), 'bilinear', 'nearest'),
  );
  batch.images.dispose();
  return { images, labels: batch.labels };
}
