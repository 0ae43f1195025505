import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import { explainedClass } from './explained';
import { probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** Pictures in one pass. */
const BATCH = 16;
/** What hides: the middle of all colours. */
const GREY = 0.5;

/** How much the probability of a class falls when a part of the picture is hidden, part by part. */
export const occlusion: Inspection<'occlusion'> = async (context, query) => {
  const { network } = context;
  const { height, width } = network.input;
  const windowPx = query.windowPx ?? Math.max(1, Math.round(Math.min(height, width) / 6));
  const stridePx = query.stridePx ?? Math.max(1, Math.round(windowPx / 2));
  if (![windowPx, stridePx].every((length) => Number.isInteger(length) && length >= 1)) {
    throw new EngineError(
      'bad-image',
      'The square that hides, and how far it moves, are whole pixels from 1 on.',
    );
  }
  // The probe may be another, or gone, before the last part was hidden.
  const probe = tf.clone(probeOf(context));
  try {
    const predict = async (images: () => tf.Tensor4D): Promise<Float32Array> => {
      const [probabilities = new Float32Array()] = await readTogether(() => [
        tf.softmax(network.model.apply(images(), { training: false }) as tf.Tensor2D),
      ]);
      return probabilities;
    };
    const asked = explainedClass(context, query.classIndex, await predict(() => probe));
    const tops = starts(height, windowPx, stridePx);
    const lefts = starts(width, windowPx, stridePx);
    const squares = tops.flatMap((top) => lefts.map((left) => ({ top, left })));
    const values = new Float32Array(squares.length);
    for (let first = 0; first < squares.length; first += BATCH) {
      await context.proceed();
      const batch = squares.slice(first, first + BATCH);
      const probabilities = await predict(() => {
        const masks = tf.concat(batch.map(({ top, left }) => mask(height, width, windowPx, top, left)));
        return tf.add(tf.mul(probe, tf.sub(1, masks)), tf.mul(masks, GREY));
      });
      batch.forEach((_, index) => {
        values[first + index] =
          asked.probability - (probabilities[index * network.classes + asked.classIndex] ?? NaN);
      });
    }
    return { ...asked, windowPx, tops, lefts, values };
  } finally {
    probe.dispose();
  }
};

/** Where the squares begin: every `stride` pixels, and one that reaches the far edge. */
function starts(length: number, window: number, stride: number): number[] {
  const last = Math.max(0, length - window);
  const regular = Array.from({ length: Math.ceil(last / stride) }, (_, index) => index * stride);
  return [...regular, last];
}

/** [1, height, width, 1]: 1 where the square is, 0 elsewhere. */
function mask(height: number, width: number, window: number, top: number, left: number): tf.Tensor4D {
  const [rows, columns] = [Math.min(window, height), Math.min(window, width)];
  return tf.pad4d(tf.ones([1, rows, columns, 1]), [
    [0, 0],
    [top, height - top - rows],
    [left, width - left - columns],
    [0, 0],
  ]);
}
