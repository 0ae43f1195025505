import * as tf from '@tensorflow/tfjs';
import { unitReceptiveField } from '../../network/unitReceptiveField';
import { EngineError } from '../failure';
import type { TopPatch } from '../protocol/filterPictures';
import { cut, plainBatch } from '../training/batchFeed';
import { layerOf, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';
import { mapsOf } from './mapStatistics';
import { activationTiles } from './tileGrid';

/** How many images go through the network at once: few, for the maps of early layers are large. */
const BATCH = 16;

interface Strongest {
  readonly id: number;
  readonly cell: number;
  readonly value: number;
}

/** Where a map is strongest on the user's own images. Throws `no-images` where there are none of the network's size. */
export const topPatches: Inspection<'topPatches'> = async (context, query) => {
  const { network, dataset } = context;
  const { layerId, map } = query;
  const [, ...shape] = layerOf(network, layerId).outputShape as number[];
  const { width, tiles } = activationTiles(shape);
  const maps = shape.length === 1 ? (shape[0] ?? 1) : tiles;
  if (!Number.isInteger(map) || map < 0 || map >= maps) {
    throw new EngineError('bad-network', `The layer has no map ${map}: it has ${maps}, counted from 0.`);
  }
  const all = labelledImages(context);
  const looked = Math.min(all.length, query.images);
  // Evenly spread: images of a class may lie side by side.
  const ids = Array.from(
    { length: looked },
    (_, index) => all[Math.floor((index * all.length) / looked)] ?? -1,
  );
  let best: readonly Strongest[] = [];
  for (const batchIds of cut(ids, BATCH)) {
    await context.proceed();
    const [values = new Float32Array(), cells = new Float32Array()] = await readTogether(() => {
      const { images } = plainBatch(dataset, batchIds, network.input);
      const activations = mapsOf(network, layerId, images);
      const [batch, count] = activations.shape;
      const own = tf.reshape(tf.slice(activations, [0, 0, map], [batch, count, 1]), [batch, count]);
      return [tf.max(own, 1), tf.cast(tf.argMax(own, 1), 'float32')];
    });
    const found = batchIds.map((id, index) => ({
      id,
      cell: cells[index] ?? 0,
      value: values[index] ?? -Infinity,
    }));
    best = [...best, ...found].sort((a, b) => b.value - a.value || a.id - b.id).slice(0, query.count);
  }
  const patches = best.map(({ id, cell, value }): TopPatch => {
    const [row, column] = shape.length === 1 ? [0, 0] : [Math.floor(cell / width), cell % width];
    const { path, split, label } = dataset.info(id);
    return {
      id,
      path,
      split,
      className: dataset.classNames[label] ?? '',
      row,
      column,
      value,
      field: unitReceptiveField(network.network, layerId, row, column).clipped,
      pixels: Uint8Array.from(dataset.pixels(id)),
    };
  });
  const { input } = network;
  return {
    height: input.height,
    width: input.width,
    channels: input.channels,
    looked,
    all: all.length,
    patches,
  };
};

/** Of all parts of the data set. */
function labelledImages({ dataset, network }: InspectionContext): readonly number[] {
  const ids = (['train', 'validation', 'test'] as const).flatMap((split) => dataset.indices(split));
  if (ids.length === 0)
    throw new EngineError('no-images', 'There are no images with a class to look through.');
  const { height, width, channels } = dataset.format;
  const { input } = network;
  if (height !== input.height || width !== input.width || channels !== input.channels) {
    throw new EngineError('no-images', 'The images are being brought to the size of the network’s input.');
  }
  return ids;
}
