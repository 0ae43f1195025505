/** A little map that shows a sliding window at its true size, with the positions the window really takes. */
import type { LayerPicture } from '../../../network/layerPicture';
import { cells, sampleMap, stretched, type FullCellValues } from './cellValues';

export type WindowPicture = Extract<LayerPicture, { readonly kind: 'window' }>;

type Pair = readonly [number, number];

interface WindowScene {
  /** Cells along [height, width]. */
  readonly input: Pair;
  readonly output: Pair;
  /** Cells that the window covers, holes of its dilation included. */
  readonly reach: Pair;
  /** Rows above and columns before the map that the window reaches. */
  readonly before: Pair;
  /** Rows below and columns behind the map that the window reaches. */
  readonly after: Pair;
  readonly inputValues: FullCellValues;
  readonly outputValues: FullCellValues;
}

/** Large enough for a few steps of the window along each axis; a small one where it takes strides of its own size. */
export function windowScene(picture: WindowPicture): WindowScene {
  const axes = ([0, 1] as const).map((axis) => axisOf(picture, axis));
  const along = (of: (each: Axis) => number): Pair => [of(axes[0] as Axis), of(axes[1] as Axis)];
  const input = along((axis) => axis.cells);
  const output = along((axis) => axis.steps);
  const before = along((axis) => axis.before);
  const inputValues = sampleMap(...input);
  const outputValues = stretched(
    cells(...output, (row, column) => result(picture, inputValues, before, row, column)),
  );
  return {
    input,
    output,
    reach: along((axis) => axis.reach),
    before,
    after: along((axis) => axis.after),
    inputValues,
    outputValues,
  };
}

interface Axis {
  readonly cells: number;
  readonly steps: number;
  readonly reach: number;
  readonly before: number;
  readonly after: number;
}

/** As Keras counts: `valid` takes the positions inside the map, `same` one for each stride, the odd cell of padding last. */
function axisOf({ size, strides, dilation, padding }: WindowPicture, axis: 0 | 1): Axis {
  const reach = (size[axis] - 1) * dilation[axis] + 1;
  const stride = strides[axis];
  const wanted = padding === 'same' ? Math.max(reach, 3 * stride) : reach + 3 * stride;
  const count = Math.max(reach, Math.min(Math.max(5, wanted), Math.max(20, reach + stride)));
  if (padding === 'valid')
    return { cells: count, steps: Math.floor((count - reach) / stride) + 1, reach, before: 0, after: 0 };
  const steps = Math.ceil(count / stride);
  const added = Math.max((steps - 1) * stride + reach - count, 0);
  const before = Math.floor(added / 2);
  return { cells: count, steps, reach, before, after: added - before };
}

function result(
  { size, strides, dilation, result: how }: WindowPicture,
  values: FullCellValues,
  before: Pair,
  row: number,
  column: number,
): number {
  const seen: number[] = [];
  let sum = 0;
  for (let down = 0; down < size[0]; down++) {
    for (let along = 0; along < size[1]; along++) {
      const top = row * strides[0] - before[0] + down * dilation[0];
      const left = column * strides[1] - before[1] + along * dilation[1];
      const value = values[top]?.[left];
      // Padding is zero for a sum, and no part of a maximum or a mean.
      if (value === undefined) continue;
      seen.push(value);
      sum += value * weight(down / Math.max(1, size[0] - 1), along / Math.max(1, size[1] - 1));
    }
  }
  switch (how) {
    case 'weightedSum':
      return sum;
    case 'max':
      return Math.max(...seen);
    case 'average':
      return seen.reduce((total, value) => total + value, 0) / seen.length;
    default:
      return how satisfies never;
  }
}

/** A filter that likes strokes from the top left to the bottom right. */
function weight(down: number, along: number): number {
  return Math.exp(-((down - along) ** 2) / 0.1) - 0.35;
}
