import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { cut, plainBatch } from '../training/batchFeed';
import { layerOf, passTo, readTogether } from './inspected';
import { imagesOf } from './imagePredictions';
import type { Inspection } from './inspections';
import { principalComponents } from './principalComponents';

const BATCH = 32;

/** The images as points: near each other where the layer before the last makes nearly the same of them. */
export const embedding: Inspection<'embedding'> = async (context, { split, most }) => {
  const { network, dataset } = context;
  const all = imagesOf(context, split);
  const step = Math.max(1, all.length / most);
  const ids = Array.from(
    { length: Math.min(all.length, most) },
    (_, index) => all[Math.floor(index * step)] ?? -1,
  );
  const { outputId } = infer(network.network);
  const layerId = network.network.connections.find(({ to }) => to === outputId)?.from ?? outputId ?? '';
  const hidden = layerOf(network, layerId).output as tf.SymbolicTensor;
  const activations: Float32Array[] = [];
  const predicted: number[] = [];
  for (const batchIds of cut(ids, BATCH)) {
    await context.proceed();
    const [values = new Float32Array(), guesses = new Float32Array()] = await readTogether(() => {
      const { images } = plainBatch(dataset, batchIds, network.input);
      const [inner, logits] = passTo(network, [hidden, ...network.model.outputs], images) as [
        tf.Tensor,
        tf.Tensor2D,
      ];
      // Where maps come before the last layer, their means: so many numbers as there are maps.
      const flat = inner.rank === 4 ? tf.mean(inner, [1, 2]) : tf.reshape(inner, [batchIds.length, -1]);
      return [flat, tf.cast(tf.argMax(logits, -1), 'float32')];
    });
    activations.push(values);
    predicted.push(...guesses);
  }
  const joined = new Float32Array(activations.reduce((sum, { length }) => sum + length, 0));
  let done = 0;
  for (const each of activations) {
    joined.set(each, done);
    done += each.length;
  }
  const { scores, explained } = principalComponents(joined, ids.length, 2);
  return {
    layerId,
    ids,
    labels: ids.map((id) => dataset.label(id)),
    predicted,
    points: scores,
    explained: [explained[0] ?? 0, explained[1] ?? 0],
  };
};
