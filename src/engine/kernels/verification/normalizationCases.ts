/** Layers that normalise. */
import { moments } from './float64';
import { layerNormalization, localResponseNormalization, normalize } from './float64Layers';
import type { LayerCase } from './layerCase';

interface Affine {
  readonly scale: boolean;
  readonly center: boolean;
}

const affines: readonly Affine[] = [
  { scale: true, center: true },
  { scale: false, center: true },
  { scale: true, center: false },
  { scale: false, center: false },
];

/** What a layer's weights are when it has no gamma or no beta; the statistics come last. */
function named<T>({ scale, center }: Affine, weights: readonly T[]) {
  const rest = [...weights];
  const gamma = scale ? rest.shift() : undefined;
  const beta = center ? rest.shift() : undefined;
  return { gamma, beta, statistics: rest };
}

function words({ scale, center }: Affine): string {
  if (scale && center) return '';
  if (scale) return ' without center';
  return center ? ' without scale' : ' without center and scale';
}

function batchCase(inputShape: readonly number[], affine: Affine, training: boolean): LayerCase {
  const epsilon = training ? 1e-3 : 1e-2;
  return {
    name: `BatchNormalization in ${training ? 'training' : 'prediction'}${words(affine)} on ${inputShape.join('×')}`,
    className: 'BatchNormalization',
    config: { axis: -1, momentum: 0.99, epsilon, ...affine },
    inputShape,
    input: 'normal',
    training,
    reference(x, ...weights) {
      const { gamma, beta, statistics } = named(affine, weights);
      const [mean, variance] = statistics;
      const fixed = { mean: mean?.data ?? [], variance: variance?.data ?? [] };
      return normalize(x, training ? moments(x) : fixed, { gamma, beta }, epsilon);
    },
  };
}

function layerNormalizationCase(inputShape: readonly number[], affine: Affine): LayerCase {
  return {
    name: `LayerNormalization${words(affine)} on ${inputShape.join('×')}`,
    className: 'LayerNormalization',
    config: { axis: -1, epsilon: 1e-3, ...affine },
    inputShape,
    input: 'normal',
    reference: (x, ...weights) => layerNormalization(x, named(affine, weights), 1e-3),
  };
}

function localResponseCase(
  inputShape: readonly number[],
  parameters: Parameters<typeof localResponseNormalization>[1],
): LayerCase {
  const { depthRadius, bias, alpha, beta } = parameters;
  return {
    name: `LocalResponseNormalization ${Object.values(parameters).join(', ')} on ${inputShape.join('×')}`,
    className: 'LocalResponseNormalization',
    config: { depth_radius: depthRadius, bias, alpha, beta },
    inputShape,
    input: 'normal',
    reference: (x) => localResponseNormalization(x, parameters),
  };
}

export const normalizationCases: readonly LayerCase[] = [
  ...affines.map((affine) => batchCase([4, 5, 6, 3], affine, true)),
  batchCase([3, 8, 8, 16], { scale: true, center: true }, true),
  ...affines.slice(0, 2).map((affine) => batchCase([16, 7], affine, true)),
  ...affines.map((affine) => batchCase([2, 4, 3, 8], affine, false)),
  batchCase([5, 6], { scale: true, center: true }, false),
  ...affines.map((affine) => layerNormalizationCase([2, 3, 4, 5], affine)),
  layerNormalizationCase([3, 8], { scale: true, center: true }),
  // AlexNet's, GoogLeNet's in Caffe's counting, and one that shows every term.
  localResponseCase([2, 4, 3, 12], { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }),
  localResponseCase([2, 3, 4, 8], { depthRadius: 5, bias: 1, alpha: 1, beta: 0.5 }),
  localResponseCase([2, 4, 3, 7], { depthRadius: 1, bias: 0.5, alpha: 0.8, beta: 1.5 }),
];
