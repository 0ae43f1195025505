/**
 * A picture made for one map: gradient ascent on the input, as in Erhan et al. 2009, kept from dissolving into high
 * frequencies by jitter (Olah, Mordvintsev & Schubert 2017, "Feature Visualization"), and by decay and blur (Yosinski et al.
 * 2015, "Understanding Neural Networks Through Deep Visualization"). Each step moves the pixels by the gradient divided
 * by its root mean square, so that its length does not depend on the layer.
 */
import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import { random, type Random } from '../random';
import { layerOf, passTo, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** How far a step moves a pixel, of the range from 0 to 1, at the root mean square. */
const STEP = 0.03;
/** Of the distance from mid-grey, each step. */
const DECAY = 0.01;
/** Every so many steps: with a 3 × 3 binomial of which this is the share against the picture itself. */
const BLUR_EVERY = 4;
const BLUR_SHARE = 0.5;
/** Pixels that the picture is moved by at most, of its shorter side. */
const JITTER = 1 / 16;
/** Noises tried, from fine to coarse: what is 0 on one of them may not be on the next. */
const FAINT_STARTS = 8;
/** Tried in full contrast where the map slept through the faint ones. */
const STRONG_STARTS = 16;

/** Makes a picture that raises a map. Throws `bad-network` for a map that is not there. */
export const featureVisualization: Inspection<'featureVisualization'> = async (context, query) => {
  const { network } = context;
  const { layerId, map, seed, from } = query;
  const shape = layerOf(network, layerId).outputShape as number[];
  const maps = shape[shape.length - 1] ?? 0;
  if (!Number.isInteger(map) || map < 0 || map >= maps) {
    throw new EngineError('bad-network', `The layer has no map ${map}: it has ${maps}, counted from 0.`);
  }
  const { height, width, channels } = network.input;
  const start = from === null ? await chooseStart(network, layerId, map, seed, context.proceed) : null;
  let pixels = start?.pixels ?? from?.pixels ?? new Float32Array();
  let step = from?.step ?? 0;
  const dead = start?.flat ?? false;
  for (let taken = 0; taken < query.steps && !dead; taken++) {
    await context.proceed();
    const source = random(seed, 1, step);
    const most = Math.floor(Math.min(height, width) * JITTER);
    const offset = [source.below(2 * most + 1) - most, source.below(2 * most + 1) - most] as const;
    const blurs = (step + 1) % BLUR_EVERY === 0;
    const [moved = pixels, length] = await readTogether(() => {
      const image = tf.tensor4d(pixels, [1, height, width, channels]);
      const gradient = tf.grad((x: tf.Tensor) =>
        objective(network, layerId, map, rolled(x as tf.Tensor4D, offset)),
      )(image);
      const length = tf.sqrt(tf.mean(tf.square(gradient)));
      return [settled(tf.add(image, tf.mul(tf.divNoNan(gradient, length), STEP)), blurs), length];
    });
    step++;
    // Where all is flat the picture would only fade.
    if (length?.[0] !== 0) pixels = moved;
  }
  const activation = await activationOf(network, layerId, map, pixels);
  const startActivation = start?.activation ?? null;
  return { height, width, channels, step, pixels, activation, startActivation, dead };
};

/** The mean of a map over its cells; of the last layer, a score before softmax. For a tidy around it. */
export function objective(
  network: NetworkModel,
  layerId: string,
  map: number,
  image: tf.Tensor4D,
): tf.Scalar {
  const [output] = passTo(network, [layerOf(network, layerId).output as tf.SymbolicTensor], image) as [
    tf.Tensor,
  ];
  const cells = tf.reshape<tf.Rank.R2>(output, [-1, output.shape[output.rank - 1] ?? 1]);
  return tf.mean(tf.slice(cells, [0, map], [cells.shape[0], 1]));
}

async function activationOf(
  network: NetworkModel,
  layerId: string,
  map: number,
  pixels: Float32Array,
): Promise<number> {
  const { height, width, channels } = network.input;
  const [value] = await readTogether(() => [
    objective(network, layerId, map, tf.tensor4d(pixels, [1, height, width, channels])),
  ]);
  return value?.[0] ?? NaN;
}

interface Start {
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly activation: number;
  /** Whether no noise had a slope. */
  readonly flat: boolean;
}

/** The noise on which the map is highest, among those that a step can lead away from. */
async function chooseStart(
  network: NetworkModel,
  layerId: string,
  map: number,
  seed: number,
  proceed: () => Promise<void>,
): Promise<Start> {
  const { height, width, channels } = network.input;
  let best: Start | null = null;
  for (let index = 0; index < FAINT_STARTS + STRONG_STARTS; index++) {
    if (index >= FAINT_STARTS && best?.flat === false) break;
    await proceed();
    const pixels = noise(
      network.input,
      2 ** (index % 4),
      index < FAINT_STARTS ? 0.25 : 0.5,
      random(seed, 0, index),
    );
    const [value, slope] = await readTogether(() => {
      const image = tf.tensor4d(pixels, [1, height, width, channels]);
      const f = (x: tf.Tensor) => objective(network, layerId, map, x as tf.Tensor4D);
      return [f(image), tf.max(tf.abs(tf.grad(f)(image)))];
    });
    const start = { pixels, activation: value?.[0] ?? NaN, flat: slope?.[0] === 0 };
    if (best === null || (!start.flat && (best.flat || start.activation > best.activation))) best = start;
  }
  if (best === null) throw new RangeError('No start was tried.');
  return best;
}

/** Squares of `cell` pixels, each of a colour up to `contrast` from mid-grey. */
function noise(
  { height, width, channels }: NetworkModel['input'],
  cell: number,
  contrast: number,
  source: Random,
): Float32Array<ArrayBuffer> {
  const columns = Math.ceil(width / cell);
  const colours = Array.from({ length: Math.ceil(height / cell) * columns * channels }, () =>
    source.between(0.5 - contrast, 0.5 + contrast),
  );
  return Float32Array.from({ length: height * width * channels }, (_, at) => {
    const [row, column] = [Math.floor(at / channels / width), Math.floor(at / channels) % width];
    const square = Math.floor(row / cell) * columns + Math.floor(column / cell);
    return colours[square * channels + (at % channels)] ?? 0.5;
  });
}

/** Moved down and right, what leaves at one side coming in at the other. */
function rolled(image: tf.Tensor4D, [down, right]: readonly [number, number]): tf.Tensor4D {
  return rolledAlong(rolledAlong(image, 1, down), 2, right);
}

function rolledAlong(image: tf.Tensor4D, axis: 1 | 2, by: number): tf.Tensor4D {
  const length = image.shape[axis];
  const cutAt = (((length - by) % length) + length) % length;
  if (cutAt === 0) return image;
  const [first, second] = tf.split(image, [cutAt, length - cutAt], axis) as [tf.Tensor4D, tf.Tensor4D];
  return tf.concat([second, first], axis);
}

/** Towards mid-grey, blurred where it is time for that, and within what a picture can be. */
function settled(image: tf.Tensor4D, blurs: boolean): tf.Tensor {
  const away = tf.mul<tf.Tensor4D>(tf.sub(image, 0.5), 1 - DECAY);
  const smooth = blurs ? tf.add(tf.mul(away, 1 - BLUR_SHARE), tf.mul(blurred(away), BLUR_SHARE)) : away;
  return tf.clipByValue(tf.add(smooth, 0.5), 0, 1);
}

/** By the 3 × 3 binomial, the rim repeated. */
function blurred(image: tf.Tensor4D): tf.Tensor4D {
  return blurredAlong(blurredAlong(image, 1), 2);
}

function blurredAlong(image: tf.Tensor4D, axis: 1 | 2): tf.Tensor4D {
  const length = image.shape[axis];
  if (length < 2) return image;
  const lines = (from: number, count: number): tf.Tensor4D => {
    const begin = [0, 0, 0, 0];
    const size: number[] = [...image.shape];
    begin[axis] = from;
    size[axis] = count;
    return tf.slice(image, begin, size);
  };
  const before = tf.concat([lines(0, 1), lines(0, length - 1)], axis);
  const after = tf.concat([lines(1, length - 1), lines(length - 1, 1)], axis);
  return tf.add<tf.Tensor4D>(tf.mul(image, 0.5), tf.mul(tf.add(before, after), 0.25));
}
