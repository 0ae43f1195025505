/** How well the network does on one part of the data: loss, accuracy, confusion matrix. */
import * as tf from '@tensorflow/tfjs';
import type { NetworkModel } from '../model/networkModel';
import type { EvaluationResult } from '../protocol';
import { readAndDispose } from '../readAndDispose';
import { cut, plainBatch } from './batchFeed';
import type { TrainingData } from './batchFeed';
import { breathe } from './breathe';
import { totalLoss } from './loss';

/** What an evaluation comes to; whoever asks for it knows the epoch. */
export type Evaluation = Omit<EvaluationResult, 'epoch'>;

/** Which images to evaluate on, and how many at a time. */
interface EvaluatedPart {
  readonly data: TrainingData;
  readonly split: EvaluationResult['split'];
  readonly batchSize: number;
}

/**
 * Runs the network as in prediction, without augmentation, over all images of a part of the data. Results are read once, at the end.
 * @returns `null` when `cancelled` said so between two batches, or there are no images
 */
export async function evaluate(
  network: NetworkModel,
  { data, split, batchSize }: EvaluatedPart,
  cancelled: () => boolean,
): Promise<Evaluation | null> {
  const ids = data.indices(split);
  if (ids.length === 0) return null;
  const losses: tf.Tensor1D[] = [];
  const guesses: tf.Tensor1D[] = [];
  try {
    for (const batchIds of cut(ids, batchSize)) {
      await breathe();
      if (cancelled()) return null;
      const batch = plainBatch(data, batchIds, network.input);
      const { loss, guess } = tf.tidy(() => {
        const logits = network.model.apply(batch.images, { training: false }) as tf.Tensor2D;
        // Weighted by its size, since the last batch may be smaller.
        const sum = tf.mul(totalLoss(logits, batch.labels, network.regularized), batchIds.length);
        const loss: tf.Tensor1D = tf.reshape(sum, [1]);
        const guess: tf.Tensor1D = tf.cast(tf.argMax(logits, -1), 'float32');
        return { loss, guess };
      });
      tf.dispose([batch.images, batch.labels]);
      losses.push(loss);
      guesses.push(guess);
    }
    const joined = tf.tidy(() => tf.concat([...losses, ...guesses]));
    const numbers = await readAndDispose(joined);
    return tally(ids, numbers, losses.length, data, split);
  } finally {
    tf.dispose([...losses, ...guesses]);
  }
}

function tally(
  ids: readonly number[],
  numbers: Float32Array,
  batches: number,
  data: TrainingData,
  split: EvaluationResult['split'],
): Evaluation {
  const { classNames } = data;
  const confusion = classNames.map(() => classNames.map(() => 0));
  let correct = 0;
  for (const [index, id] of ids.entries()) {
    const truth = data.label(id);
    const guess = numbers[batches + index] ?? 0;
    const row = confusion[truth];
    if (row?.[guess] !== undefined) row[guess]++;
    if (truth === guess) correct++;
  }
  const lossSum = numbers.subarray(0, batches).reduce((sum, loss) => sum + loss, 0);
  return { split, loss: lossSum / ids.length, accuracy: correct / ids.length, classNames, confusion };
}
