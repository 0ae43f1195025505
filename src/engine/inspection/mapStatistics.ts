/** A few numbers of each feature map, reduced where the maps are: only those numbers are read back. */
import * as tf from '@tensorflow/tfjs';
import type { NetworkModel } from '../model/networkModel';
import { toImageTensor } from './probeReader';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';
import { activationTiles } from './tileGrid';

export const mapStatistics: Inspection<'mapStatistics'> = async (context, { layerId, similarTo }) => {
  const { network } = context;
  const [min, max, mean, activation, variance, similarity] = await readTogether(() => {
    const maps = tf.squeeze<tf.Tensor2D>(mapsOf(network, layerId, probeOf(context)), [0]);
    return statisticsOf(maps, similarTo);
  });
  if (min === undefined || max === undefined || mean === undefined) throw new RangeError('No statistics.');
  if (activation === undefined || variance === undefined) throw new RangeError('No statistics.');
  return {
    maps: min.length,
    min,
    max,
    mean,
    activation,
    variance,
    similarity: similarity ?? null,
    similarTo,
  };
};

/** How many pictures go through the network at once: few, for the maps of early layers are large. */
const BATCH = 8;

export const deadMaps: Inspection<'deadMaps'> = async (context, { layerId, images }) => {
  const { network, dataset } = context;
  layerOf(network, layerId);
  const { length } = dataset.listImages({ label: null, offset: 0, limit: Infinity });
  const count = sameInput(network, dataset.format) ? Math.min(images, length) : 0;
  // Evenly spread: pictures of a class lie side by side.
  const ids = Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
  let deadOn: number[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const chunk = ids.slice(from, from + BATCH);
    const [dead = new Float32Array()] = await readTogether(() => {
      const pictures = tf.concat(chunk.map((id) => toImageTensor(dataset.pixels(id), dataset.format)));
      const largest = tf.max(tf.abs(mapsOf(network, layerId, pictures)), 1);
      return [tf.sum(tf.cast(tf.equal(largest, 0), 'float32'), 0)];
    });
    deadOn = [...dead].map((pictures, map) => pictures + (deadOn[map] ?? 0));
    await context.proceed();
  }
  return { images: count, deadOn };
};

/** A layer's output for pictures as [pictures, cells, maps]; each unit of a vector is a map of one cell. */
export function mapsOf(network: NetworkModel, layerId: string, images: tf.Tensor4D): tf.Tensor3D {
  const symbolic = layerOf(network, layerId).output as tf.SymbolicTensor;
  const [output] = passTo(network, [symbolic], images) as [tf.Tensor];
  const shown = symbolic === network.model.outputs[0] ? tf.softmax(output) : output;
  const [batch = 1, ...shape] = shown.shape;
  if (shape.length === 1) return tf.reshape(shown, [batch, 1, shape[0] ?? 1]);
  const { height, width, tiles } = activationTiles(shape);
  return tf.reshape(shown, [batch, height * width, tiles]);
}

/** Of maps [cells, maps]: min, max, mean, mean magnitude, variance, and the cosine to map `similarTo` unless it is `null`. */
function statisticsOf(maps: tf.Tensor2D, similarTo: number | null): tf.Tensor[] {
  const { mean, variance } = tf.moments(maps, 0);
  const few = [tf.min(maps, 0), tf.max(maps, 0), mean, tf.mean(tf.abs(maps), 0), variance];
  if (similarTo === null) return few;
  const [cells, count] = maps.shape;
  const reference = tf.slice(maps, [0, Math.min(similarTo, count - 1)], [cells, 1]);
  // Scaled before squaring: small activations must not vanish in float32.
  const [own, other] = [lengthOne(maps), lengthOne(reference)];
  return [...few, tf.sum(tf.mul(own, other), 0)];
}

/** Columns [cells, n] divided by their lengths; those of 0 stay 0. */
function lengthOne(columns: tf.Tensor2D): tf.Tensor2D {
  const scaled = tf.divNoNan(columns, tf.max(tf.abs(columns), 0, true));
  return tf.divNoNan(scaled, tf.norm(scaled, 2, 0, true));
}

function sameInput(
  { input }: NetworkModel,
  format: { readonly height: number; readonly width: number; readonly channels: number },
): boolean {
  return input.height === format.height && input.width === format.width && input.channels === format.channels;
}
