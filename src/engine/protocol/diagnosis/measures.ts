/** Figures that findings are made from. */
import type { Health, LayerHealth } from '../health';

/** So many of the last samples are looked at together: one batch is chance. */
const RECENT = 5;

/** NaN where there is none. */
export function median(values: Iterable<number>): number {
  const sorted = [...values].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A layer that training changes, as its last samples were. */
export interface TrainedLayer {
  readonly layerId: string;
  /** ‖Δw‖ / ‖w‖. */
  readonly updateRatio: number;
  /** Root of the mean of g²: comparable between layers of any size. */
  readonly gradientRms: number;
}

/** In topological order; those whose gradient nobody has seen are left out. */
export function trainedLayers({ layers, series }: Health): readonly TrainedLayer[] {
  return layers.flatMap(({ layerId, gradients }, index) => {
    const own = series[index];
    if (gradients === null || own === undefined) return [];
    const gradientRms = median(own.gradientNorm.slice(-RECENT)) / Math.sqrt(gradients.count);
    return [{ layerId, gradientRms, updateRatio: median(own.updateRatio.slice(-RECENT)) }];
  });
}

/**
 * How large the gradients of the first third of the layers are against those of the last third, by their geometric means;
 * `null` where there are fewer than three layers or one end has none.
 */
export function gradientFlow(layers: readonly TrainedLayer[]): number | null {
  if (layers.length < 3) return null;
  const third = Math.ceil(layers.length / 3);
  const level = (part: readonly TrainedLayer[]) =>
    Math.exp(mean(part.map(({ gradientRms }) => Math.log(gradientRms))));
  const [first, last] = [level(layers.slice(0, third)), level(layers.slice(-third))];
  const flow = first / last;
  return last > 0 && Number.isFinite(flow) ? flow : null;
}

/** The norm of the gradients of all layers together, one a sample. */
export function globalGradientNorms({ series, steps }: Health): readonly number[] {
  return steps.map((_, sample) =>
    Math.hypot(
      ...series.map(({ gradientNorm }) => gradientNorm[sample] ?? NaN).filter((norm) => !Number.isNaN(norm)),
    ),
  );
}

/** Of all layers together. */
export function reluUnits({ layers }: Health): { readonly units: number; readonly dead: number } {
  return {
    units: layers.reduce((sum, layer) => sum + layer.units, 0),
    dead: layers.reduce((sum, { deadUnits }) => sum + deadUnits, 0),
  };
}

/** `null` for layers that have no ReLU. */
export function deadShare({ units, deadUnits }: LayerHealth): number | null {
  return units === 0 ? null : deadUnits / units;
}
