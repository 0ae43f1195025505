import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { shapeSize } from '../../network/shape';
import { EngineError } from '../failure';
import { cut, plainBatch } from '../training/batchFeed';
import { imagesOf } from './imagePredictions';
import { layerOf, passTo, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';
import { principalComponents } from './principalComponents';
import { umapLayout } from './umapLayout';

const BATCH = 32;
/** Numbers in all that are kept: of layers with long vectors fewer images are taken. */
const MOST_NUMBERS = 4_000_000;
/** Of the way, for asking the network; the rest is for the layout. */
const ASKING_SHARE = 0.3;
/** Between two pauses of what does not wait for the network. */
const BUSY_MS = 30;

/** The images as points: near each other where the layer before the last makes nearly the same of them. */
export const embedding: Inspection<'embedding'> = async (context, { split, most, method, seed }) => {
  const { network, dataset } = context;
  const { outputId } = infer(network.network);
  const layerId = network.network.connections.find(({ to }) => to === outputId)?.from ?? outputId ?? '';
  const hidden = layerOf(network, layerId).output as tf.SymbolicTensor;
  const shape = hidden.shape as [null, ...number[]];
  // Where maps come before the last layer, their means: so many numbers as there are maps.
  const dimensions = shape.length === 4 ? (shape[3] ?? 1) : shapeSize(shape.slice(1) as number[]);
  const all = imagesOf(context, split);
  const taken = Math.min(all.length, most, Math.ceil(MOST_NUMBERS / dimensions));
  const ids = Array.from(
    { length: taken },
    (_, index) => all[Math.floor((index * all.length) / taken)] ?? -1,
  );
  const { activations, predicted, confidences } = await askEach(context, hidden, ids, dimensions);
  let restedMs = performance.now();
  const rest = (share: number): Promise<void> | undefined => {
    if (performance.now() - restedMs < BUSY_MS) return undefined;
    return context.proceed(ASKING_SHARE + (1 - ASKING_SHARE) * share).then(() => {
      restedMs = performance.now();
    });
  };
  const { points, explained } =
    method === 'umap'
      ? { points: await umapLayout(activations, ids.length, seed, rest), explained: null }
      : await inPrincipalPlane(activations, ids.length, () => rest(0));
  const infos = ids.map((id) => dataset.info(id));
  return {
    layerId,
    method,
    split,
    classNames: context.classNames,
    all: all.length,
    ids,
    paths: infos.map(({ path }) => path),
    labels: infos.map(({ label }) => label),
    predicted,
    confidences,
    points,
    explained,
  };
};

interface Asked {
  /** [images, dimensions], row-major. */
  readonly activations: Float32Array;
  readonly predicted: readonly number[];
  readonly confidences: Float32Array<ArrayBuffer>;
}

/** What a layer and the network make of each image. Throws `not-a-number` where they make nothing of them. */
async function askEach(
  context: InspectionContext,
  hidden: tf.SymbolicTensor,
  ids: readonly number[],
  dimensions: number,
): Promise<Asked> {
  const { network, dataset } = context;
  const activations = new Float32Array(ids.length * dimensions);
  const predicted: number[] = [];
  const confidences = new Float32Array(ids.length);
  for (const batchIds of cut(ids, BATCH)) {
    const done = predicted.length;
    await context.proceed((ASKING_SHARE * done) / ids.length);
    const [values = none, guesses = none, probabilities = none] = await readTogether(() => {
      const { images } = plainBatch(dataset, batchIds, network.input);
      const [inner, logits] = passTo(network, [hidden, ...network.model.outputs], images) as [
        tf.Tensor,
        tf.Tensor2D,
      ];
      const flat = inner.rank === 4 ? tf.mean(inner, [1, 2]) : tf.reshape(inner, [batchIds.length, -1]);
      return [flat, tf.cast(tf.argMax(logits, -1), 'float32'), tf.max(tf.softmax(logits), -1)];
    });
    activations.set(values, done * dimensions);
    confidences.set(probabilities, done);
    predicted.push(...guesses);
  }
  if (!activations.every(Number.isFinite)) {
    throw new EngineError(
      'not-a-number',
      'What the network makes of the images is not a number: its weights have grown without bound. Reset them.',
    );
  }
  return { activations, predicted, confidences };
}

async function inPrincipalPlane(
  activations: Float32Array,
  count: number,
  rest: () => Promise<void> | undefined,
) {
  const { scores, explained } = await principalComponents(activations, count, 2, rest);
  return { points: scores, explained: [explained[0] ?? 0, explained[1] ?? 0] as const };
}

const none = new Float32Array();
