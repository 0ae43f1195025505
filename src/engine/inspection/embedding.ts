import * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { EngineError } from '../failure';
import { cut, plainBatch } from '../training/batchFeed';
import { imagesOf } from './imagePredictions';
import { layerOf, passTo, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';
import { principalComponents } from './principalComponents';
import { umapLayout } from './umapLayout';

const BATCH = 32;
/** Of UMAP's way, for asking the network; the rest is the layout. */
const ASKING_SHARE = 0.3;

/** The images as points: near each other where the layer before the last makes nearly the same of them. */
export const embedding: Inspection<'embedding'> = async (context, { split, most, method, seed }) => {
  const { network, dataset } = context;
  const all = imagesOf(context, split);
  const step = Math.max(1, all.length / most);
  const ids = Array.from(
    { length: Math.min(all.length, most) },
    (_, index) => all[Math.floor(index * step)] ?? -1,
  );
  const { outputId } = infer(network.network);
  const layerId = network.network.connections.find(({ to }) => to === outputId)?.from ?? outputId ?? '';
  const asked = method === 'pca' ? 1 : ASKING_SHARE;
  const { activations, predicted, confidences } = await askEach(context, layerId, ids, asked);
  const { points, explained } =
    method === 'pca'
      ? inPrincipalPlane(activations, ids.length)
      : {
          points: await umapLayout(activations, ids.length, seed, (share) =>
            context.proceed(ASKING_SHARE + (1 - ASKING_SHARE) * share),
          ),
          explained: null,
        };
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
  /** Of the layer, [images, units or maps], row-major. */
  readonly activations: Float32Array;
  readonly predicted: readonly number[];
  readonly confidences: Float32Array<ArrayBuffer>;
}

/** What a layer and the network make of each image. Throws `not-a-number` where they make nothing of them. */
async function askEach(
  context: InspectionContext,
  layerId: string,
  ids: readonly number[],
  share: number,
): Promise<Asked> {
  const { network, dataset } = context;
  const hidden = layerOf(network, layerId).output as tf.SymbolicTensor;
  const activations: number[] = [];
  const predicted: number[] = [];
  const confidences: number[] = [];
  for (const batchIds of cut(ids, BATCH)) {
    await context.proceed((share * predicted.length) / ids.length);
    const [values = none, guesses = none, probabilities = none] = await readTogether(() => {
      const { images } = plainBatch(dataset, batchIds, network.input);
      const [inner, logits] = passTo(network, [hidden, ...network.model.outputs], images) as [
        tf.Tensor,
        tf.Tensor2D,
      ];
      // Where maps come before the last layer, their means: so many numbers as there are maps.
      const flat = inner.rank === 4 ? tf.mean(inner, [1, 2]) : tf.reshape(inner, [batchIds.length, -1]);
      return [flat, tf.cast(tf.argMax(logits, -1), 'float32'), tf.max(tf.softmax(logits), -1)];
    });
    for (const value of values) activations.push(value);
    predicted.push(...guesses);
    confidences.push(...probabilities);
  }
  if (!activations.every(Number.isFinite)) {
    throw new EngineError(
      'not-a-number',
      'What the network makes of the images is not a number: its weights have grown without bound. Reset them.',
    );
  }
  return {
    activations: Float32Array.from(activations),
    predicted,
    confidences: Float32Array.from(confidences),
  };
}

function inPrincipalPlane(activations: Float32Array, count: number) {
  const { scores, explained } = principalComponents(activations, count, 2);
  return { points: scores, explained: [explained[0] ?? 0, explained[1] ?? 0] as const };
}

const none = new Float32Array();
