/**
 * Receptive fields: which input pixels an output cell can see. Formulas: Araujo, Norris and Sim, "Computing
 * Receptive Fields of Convolutional Neural Networks", Distill 2019, https://doi.org/10.23915/distill.00021.
 * Of one cell at a time, exactly and inside the borders: `unitReceptiveField.ts`.
 */
import type { Axis, ReceptiveFieldStep, Span, TurnsOfCells } from './layerType';

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
  /** Where cells take turns, in pixels. */
  readonly turns?: TurnsOfCells;
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

/** `count` input cells from `first` on, `apart` from one to the next; they may lie beyond the map. */
interface CellsSeen {
  readonly first: number;
  readonly count: number;
  readonly apart: number;
}

/** The input cells that output cell `index` sees along an axis. */
export function cellsSeen(step: ReceptiveFieldStep, axis: Axis, index: number): CellsSeen {
  if (step.turns === undefined) {
    const first = index * step.stride[axis] - step.padding[axis];
    return { first, count: step.kernel[axis], apart: step.dilation[axis] };
  }
  const [first, last] = step.turns.span(axis, index) ?? [0, -1];
  return { first, count: last - first + 1, apart: 1 };
}

/** The field after one more layer, whose output is so many cells high and wide. */
export function extendReceptiveField(
  field: ReceptiveField,
  step: ReceptiveFieldStep,
  output: Pair,
): ReceptiveField {
  if (step === pointwise) return field;
  const mean = {
    stride: alongBoth((axis) => field.stride[axis] * step.stride[axis]),
    start: alongBoth((axis) => field.start[axis] - step.padding[axis] * field.stride[axis]),
  };
  if (field.turns === undefined && step.turns === undefined) {
    const grown = (axis: Axis): number =>
      field.size[axis] + (step.kernel[axis] - 1) * step.dilation[axis] * field.stride[axis];
    return { ...mean, size: alongBoth(grown) };
  }
  const seen = (axis: Axis, index: number): Span | null => {
    const { first, count, apart } = cellsSeen(step, axis, index);
    let pixels: Span | null = null;
    for (let place = 0; place < count; place++) {
      pixels = joined(pixels, pixelsSeen(field, axis, first + place * apart));
    }
    return pixels;
  };
  const period = (axis: Axis): number => {
    const [before, own] = [field.turns?.period[axis] ?? 1, step.turns?.period[axis] ?? 1];
    if (before === Infinity) return Infinity;
    const moved = Math.round(step.stride[axis] * own);
    return (own * before) / greatestCommonDivisor(before, moved);
  };
  return takingTurns(mean, { period: alongBoth(period), span: seen }, output);
}

/**
 * The field of a cell that sees all of several paths, in maps so many cells high and wide. Paths that meet mostly have
 * the same stride; where they have not, no two cells see the same pattern, and the stride is that of the first.
 */
export function uniteReceptiveFields(fields: readonly ReceptiveField[], map: Pair): ReceptiveField | null {
  const [first, ...others] = fields;
  if (first === undefined || others.length === 0) return first ?? null;
  const start = alongBoth((axis) => Math.min(...fields.map((field) => field.start[axis])));
  const { stride } = first;
  // The strides are quotients that were multiplied on different ways.
  const together = (axis: Axis): boolean =>
    others.every((other) => Math.abs(other.stride[axis] / stride[axis] - 1) < 1e-9);
  if (together(0) && together(1) && fields.every(({ turns }) => turns === undefined)) {
    const end = (axis: Axis): number =>
      Math.max(...fields.map((field) => field.start[axis] + field.size[axis]));
    return { stride, start, size: alongBoth((axis) => end(axis) - start[axis]) };
  }
  const seen = (axis: Axis, index: number): Span | null =>
    hull(fields.map((field) => pixelsSeen(field, axis, index)));
  const period = (axis: Axis): number => {
    const periods = fields.map(({ turns }) => turns?.period[axis] ?? 1);
    if (!together(axis) || periods.includes(Infinity)) return Infinity;
    return periods.reduce((a, b) => (a * b) / greatestCommonDivisor(a, b));
  };
  return takingTurns({ stride, start }, { period: alongBoth(period), span: seen }, map);
}

/** From the first of several spans to the last; `null` where there is none. */
export function hull(spans: readonly (Span | null)[]): Span | null {
  return spans.reduce(joined, null);
}

function joined(a: Span | null, b: Span | null): Span | null {
  if (a === null || b === null) return a ?? b;
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

function pixelsSeen(field: ReceptiveField, axis: Axis, index: number): Span | null {
  if (field.turns !== undefined) return field.turns.span(axis, index);
  const first = field.start[axis] + index * field.stride[axis];
  return [first, first + field.size[axis] - 1];
}

/** The greatest whole number that goes into both without rest. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** A cell is asked for once for every place in a window that it can be at, so answers are kept, for one period. */
function takingTurns(
  mean: Pick<ReceptiveField, 'stride' | 'start'>,
  turns: TurnsOfCells,
  map: Pair,
): ReceptiveField {
  // A period longer than any map is none, and its numbers would lose their last digits.
  const repeats = alongBoth((axis) => (turns.period[axis] > 1e6 ? Infinity : turns.period[axis]));
  const known = [new Map<number, Span | null>(), new Map<number, Span | null>()] as const;
  const inFirstPeriod = (axis: Axis, index: number): Span | null => {
    const before = known[axis].get(index);
    if (before !== undefined) return before;
    const found = turns.span(axis, index);
    known[axis].set(index, found);
    return found;
  };
  const span = (axis: Axis, index: number): Span | null => {
    const period = repeats[axis];
    if (period === Infinity) return inFirstPeriod(axis, index);
    const periods = Math.floor(index / period);
    const pixels = inFirstPeriod(axis, index - periods * period);
    const moved = periods * Math.round(period * mean.stride[axis]);
    return pixels === null || moved === 0 ? pixels : [pixels[0] + moved, pixels[1] + moved];
  };
  const longest = (axis: Axis): number => {
    let most = 0;
    for (let index = 0; index < Math.min(map[axis], repeats[axis]); index++) {
      const pixels = span(axis, index);
      if (pixels !== null) most = Math.max(most, pixels[1] - pixels[0] + 1);
    }
    return most;
  };
  return { ...mean, size: alongBoth(longest), turns: { period: repeats, span } };
}

function alongBoth(value: (axis: Axis) => number): Pair {
  return [value(0), value(1)];
}
