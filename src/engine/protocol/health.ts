/** How training goes inside the network: how weights, gradients and activations of each layer lie, and how they went. */

export interface HealthQuery {
  /** The layer whose histograms over time are wanted; `null` wants none. */
  readonly layerId: string | null;
}

/** Bins of a histogram. */
export const HEALTH_BINS = 40;

/**
 * How many numbers of a kind lie where. All but the two counts of what is not finite are of the finite ones. Tensors of more
 * than four million numbers are told by an even sample of 16,384.
 */
export interface Spread {
  /** All of them. */
  readonly count: number;
  readonly notANumber: number;
  readonly infinite: number;
  readonly mean: number;
  /** Root of the mean of (x − mean)². */
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** L2 norm: √Σx². */
  readonly norm: number;
  readonly histogram: Histogram;
}

/**
 * Counts in `HEALTH_BINS` bins of equal width from `low` to `high`: mean ± 4 std, or min and max where those lie nearer. The
 * first and the last bin also hold what lies beyond. Of very many numbers it is that of an even sample, scaled up.
 */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: Float32Array<ArrayBuffer>;
}

/** A layer at one moment. `null` is what it does not have, or what nobody has looked at yet. */
export interface LayerHealth {
  readonly layerId: string;
  /** Of everything in the layer that training changes, biases too. */
  readonly weights: Spread | null;
  /** Of the loss of one batch with respect to those, before the step that it led to. */
  readonly gradients: Spread | null;
  /** ‖w after − w before‖ / ‖w before‖ of that step, whatever the optimizer made of the gradients. */
  readonly updateRatio: number | null;
  /** Of the layer's output for the sampled pictures, as in prediction. */
  readonly activations: Spread | null;
  /** Of a layer that turns what is negative to 0 (ReLU): its maps or units; 0 for others. */
  readonly units: number;
  /** How many of these are 0 everywhere on every sampled picture. */
  readonly deadUnits: number;
}

export interface HealthSample {
  /** Steps done when it was taken: gradients and updates are those of the last of these. */
  readonly step: number;
  /** How many pictures the activations are of. */
  readonly pictures: number;
  /** In topological order. */
  readonly layers: readonly LayerHealth[];
}

export interface Health {
  /** Of the layers as they are now; while a run is sampled, as they were at its last sample. */
  readonly step: number;
  /** The step that gradients and updates are of; `null` where no step was looked at. */
  readonly sampledStep: number | null;
  /** How many pictures the activations are of. */
  readonly pictures: number;
  readonly layers: readonly LayerHealth[];
  /** Of the samples kept of this run, oldest first. */
  readonly steps: readonly number[];
  /** Of each of `layers`, a number a sample; NaN where it has none. */
  readonly series: readonly LayerSeries[];
  /** The layer asked for, at each sample. */
  readonly chosen: readonly LayerHealth[];
}

export interface LayerSeries {
  readonly updateRatio: Float32Array<ArrayBuffer>;
  readonly gradientNorm: Float32Array<ArrayBuffer>;
}
