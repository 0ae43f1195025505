/**
 * Receptive fields: which input pixels an output cell can see. Formulas: Araujo, Norris and Sim, "Computing
 * Receptive Fields of Convolutional Neural Networks", Distill 2019, https://doi.org/10.23915/distill.00021.
 */
import type { ReceptiveFieldStep } from './layerType';

type Pair = readonly [number, number];

/**
 * Along [height, width], in input pixels. Output cell `i` sees pixels from `start + i * stride` on, `size` of them.
 * Behind a layer that enlarges the map cells take turns: there `size` is the most that one sees, `stride` and `start` the mean.
 */
export interface ReceptiveField {
  readonly size: Pair;
  readonly stride: Pair;
  /** Negative where the first cell reaches into padding. */
  readonly start: Pair;
}

/** A pixel of the input sees itself. */
export const inputReceptiveField: ReceptiveField = { size: [1, 1], stride: [1, 1], start: [0, 0] };

/** The step of a layer that works on each cell by itself. */
export const pointwise: ReceptiveFieldStep = {
  kernel: [1, 1],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [0, 0],
};

/** The field after one more layer. */
export function extendReceptiveField(field: ReceptiveField, step: ReceptiveFieldStep): ReceptiveField {
  return {
    size: alongBoth(
      (axis) =>
        field.size[axis] + Math.ceil((step.kernel[axis] - 1) * step.dilation[axis] * field.stride[axis]),
    ),
    stride: alongBoth((axis) => field.stride[axis] * step.stride[axis]),
    start: alongBoth((axis) => field.start[axis] - step.padding[axis] * field.stride[axis]),
  };
}

/** The field of a cell that sees all of several paths. Paths that meet have the same stride. */
export function uniteReceptiveFields(
  first: ReceptiveField,
  others: readonly ReceptiveField[],
): ReceptiveField {
  const all = [first, ...others];
  const start = alongBoth((axis) => Math.min(...all.map((field) => field.start[axis])));
  return {
    size: alongBoth(
      (axis) => Math.max(...all.map((field) => field.start[axis] + field.size[axis])) - start[axis],
    ),
    stride: first.stride,
    start,
  };
}

function alongBoth(value: (axis: 0 | 1) => number): Pair {
  return [value(0), value(1)];
}
