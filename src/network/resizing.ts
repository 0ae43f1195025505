/** What the layers share that bring feature maps to another size. */
import type { Axis, ReceptiveFieldStep, Span } from './layerType';
import { choice } from './parameter';
import { greatestCommonDivisor } from './receptiveField';

/** How a cell of the new map is made of those of the old one. */
export const interpolations = ['nearest', 'bilinear'] as const;

export type Interpolation = (typeof interpolations)[number];

/** The `interpolation` parameter; Keras's defaults differ from layer to layer. */
export function interpolationParameter(fallback: Interpolation) {
  return choice(interpolations, {
    label: 'Interpolation',
    help: 'nearest: copies the closest cell. bilinear: mixes the four closest ones, which looks smooth.',
    default: fallback,
  });
}

/** Half-pixel centres: cell `i` of `to` lies at `(i + 0.5) * from / to - 0.5` of `from`. Nearest sees one cell, bilinear two. */
export function resizingReceptiveField(
  from: readonly [number, number],
  to: readonly [number, number],
  interpolation: Interpolation,
): ReceptiveFieldStep {
  const stride = (axis: Axis): number => from[axis] / to[axis];
  const reach = (axis: Axis): number => (interpolation === 'bilinear' && from[axis] !== to[axis] ? 2 : 1);
  const first = (axis: Axis): number =>
    reach(axis) === 2 ? stride(axis) / 2 - 0.5 : Math.floor(stride(axis) / 2);
  const step = {
    kernel: [reach(0), reach(1)],
    stride: [stride(0), stride(1)],
    dilation: [1, 1],
    padding: [-Math.floor(first(0)), -Math.floor(first(1))],
  } as const;
  if (stride(0) === 1 && stride(1) === 1) return step;
  const period = (axis: Axis): number => to[axis] / greatestCommonDivisor(from[axis], to[axis]);
  const span = (axis: Axis, index: number): Span => sampledSpan(from[axis], to[axis], index, interpolation);
  return { ...step, turns: { period: [period(0), period(1)], span } };
}

/** A bilinear cell that lies just on one of the old ones takes nothing of its neighbours. */
function sampledSpan(from: number, to: number, index: number, interpolation: Interpolation): Span {
  const end = ((2 * index + 1) * from) / (2 * to);
  if (interpolation === 'nearest') return [Math.floor(end), Math.floor(end)];
  return [Math.floor(end - 0.5), Math.ceil(end - 0.5)];
}
