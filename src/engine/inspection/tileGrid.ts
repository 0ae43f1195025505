/**
 * Everything a view shows is brought into one form, a grid of tiles, by tensor operations: so one painter
 * per backend draws activations, weights, photos and winners alike. Call these within `tf.tidy`: they leave
 * intermediate tensors to it.
 */
import * as tf from '@tensorflow/tfjs';
import type { KernelAxes } from '../../network/layerType';
import type { ViewSettings } from '../protocol';

export interface TileGrid {
  /** float32 [height, width, tiles, channels]; 3 channels are a colour, 1 is a value on the diverging scale. */
  readonly values: tf.Tensor4D;
  /** float32 [tiles] or [1]: the magnitude that gets the strongest colour. */
  readonly ranges: tf.Tensor1D;
  /** How many windows each cell wins, [height, width, tiles]; cells that win none are drawn faint. */
  readonly wins: tf.Tensor3D | null;
  /**
   * How values become colours: `diverging` by value/range; `signedColour` as 1/2 + value/(2·range) per channel (colour filters);
   * `colour` as they are in [0, 1] (photos).
   */
  readonly scale: 'diverging' | 'signedColour' | 'colour';
}

export function disposeGrid(grid: TileGrid): void {
  tf.dispose([grid.values, grid.ranges]);
  grid.wins?.dispose();
}

/** Cells of a vector, as one tile: about as wide as three times its height, which suits a card's strip. */
export function vectorTile(units: number): { height: number; width: number } {
  const height = Math.max(1, Math.round(Math.sqrt(units / 3)));
  return { height, width: Math.ceil(units / height) };
}

/**
 * The tiles of a layer's output, [height, width, channels] without the batch: one for each channel. A matrix
 * [height, width] is one tile, a vector is one of `vectorTile`'s form, and axes beyond three count as channels.
 */
export function activationTiles(shape: readonly number[]): {
  readonly height: number;
  readonly width: number;
  readonly tiles: number;
} {
  const [height = 1, width, ...channels] = shape;
  if (width === undefined) return { ...vectorTile(height), tiles: 1 };
  return { height, width, tiles: channels.reduce((product, axis) => product * axis, 1) };
}

/** The output of any layer for one image, [1, …], in the tiles of `activationTiles`. */
export function activationGrid(output: tf.Tensor, isPhoto: boolean, range: ViewSettings['range']): TileGrid {
  const [, ...shape] = output.shape;
  if (shape.length < 2) return vectorGrid(output);
  const { height, width, tiles } = activationTiles(shape);
  if (isPhoto) {
    const photo: tf.Tensor4D = tf.reshape(output, [height, width, 1, tiles]);
    return {
      values: tiles === 3 ? photo : tf.tile(photo, [1, 1, 1, 3]),
      ranges: tf.ones([1]),
      wins: null,
      scale: 'colour',
    };
  }
  const values: tf.Tensor4D = tf.reshape(output, [height, width, tiles, 1]);
  return { values, ranges: rangesOf(values, range), wins: null, scale: 'diverging' };
}

function vectorGrid(output: tf.Tensor): TileGrid {
  const units = output.size;
  const { height, width } = vectorTile(units);
  const padded = tf.pad1d(tf.reshape(output, [units]), [0, height * width - units]);
  const values: tf.Tensor4D = tf.reshape(padded, [height, width, 1, 1]);
  return { values, ranges: rangesOf(values, 'shared'), wins: null, scale: 'diverging' };
}

/** A layer's kernel as Conv2D has it, [height, width, in, out]; `in` is what one filter reads. */
export function filterKernel(kernel: tf.Tensor4D, axes: KernelAxes): tf.Tensor4D {
  const [height, width, inputs, multiplier] = kernel.shape;
  switch (axes) {
    case 'inputOutput':
      return kernel;
    case 'outputInput':
      return tf.transpose(kernel, [0, 1, 3, 2]);
    case 'inputMultiplier':
      return tf.reshape(kernel, [height, width, 1, inputs * multiplier]);
    default:
      return axes satisfies never;
  }
}

/** A kernel [height, width, in, out] by filter: in colour (`inputChannel` null, in = 3) or its plane for one input channel. */
export function filterGrid(
  kernel: tf.Tensor4D,
  inputChannel: number | null,
  range: ViewSettings['range'],
): TileGrid {
  const [height, width, inputs, filters] = kernel.shape;
  if (inputChannel === null && inputs === 3) {
    const values = tf.transpose(kernel, [0, 1, 3, 2]);
    return { values, ranges: rangesOf(values, range), wins: null, scale: 'signedColour' };
  }
  const channel = Math.min(inputChannel ?? 0, inputs - 1);
  const plane = tf.slice(kernel, [0, 0, channel, 0], [height, width, 1, filters]);
  const values: tf.Tensor4D = tf.reshape(plane, [height, width, filters, 1]);
  return { values, ranges: rangesOf(values, range), wins: null, scale: 'diverging' };
}

/**
 * A max pooling layer's input [1, height, width, channels] with the number of windows each cell wins: exactly the gradient
 * of the sum of all maxima with respect to the cell.
 */
export function winnersGrid(
  input: tf.Tensor4D,
  pool: (input: tf.Tensor4D) => tf.Tensor,
  range: ViewSettings['range'],
): TileGrid {
  const grid = activationGrid(input, false, range);
  const [, height, width, channels] = input.shape;
  const gradient = tf.grad((x: tf.Tensor) => tf.sum(pool(x as tf.Tensor4D)))(input);
  const wins: tf.Tensor3D = tf.reshape(gradient, [height, width, channels]);
  return { ...grid, wins };
}

/** [height, width, tiles, channels] -> largest magnitude of each tile [tiles], or of all [1]. */
function rangesOf(values: tf.Tensor4D, range: ViewSettings['range']): tf.Tensor1D {
  const magnitude = tf.abs(values);
  return range === 'each' ? tf.max(magnitude, [0, 1, 3]) : tf.reshape(tf.max(magnitude), [1]);
}
