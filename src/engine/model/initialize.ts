/** Keras's weight initializers, seeded: the same seed gives the same weights on every backend. */
import type { InitializerName } from '../../network/initializers';
import type { Shape } from '../../network/layerType';
import type { Random } from '../random';

/** Keras's RandomUniform goes from -0.05 to 0.05; its RandomNormal and TruncatedNormal have a standard deviation of 0.05. */
const PLAIN_SCALE = 0.05;
/** Standard deviation of the standard normal distribution cut off at two. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/**
 * Fresh values for one weight, row-major.
 * Scales are Keras's VarianceScaling (keras/src/initializers/random_initializers.py): Glorot by fan average, He and LeCun by
 * fan in; the normal forms are truncated at two standard deviations and divided by 0.87962566 to keep the variance.
 */
export function initialValues(
  initializer: InitializerName,
  shape: Shape,
  source: Random,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(shape.reduce((size, axis) => size * axis, 1));
  const { fanIn, fanOut } = fans(shape);
  switch (initializer) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'glorot_uniform':
      return fillUniform(values, Math.sqrt(6 / (fanIn + fanOut)), source);
    case 'he_uniform':
      return fillUniform(values, Math.sqrt(6 / fanIn), source);
    case 'glorot_normal':
      return fillTruncatedNormal(values, Math.sqrt(2 / (fanIn + fanOut)), source);
    case 'he_normal':
      return fillTruncatedNormal(values, Math.sqrt(2 / fanIn), source);
    case 'lecun_uniform':
      return fillUniform(values, Math.sqrt(3 / fanIn), source);
    case 'random_uniform':
      return fillUniform(values, PLAIN_SCALE, source);
    case 'random_normal':
      return values.map(() => source.normal() * PLAIN_SCALE);
    case 'truncated_normal':
      return fillTruncatedNormal(values, PLAIN_SCALE * TRUNCATED_DEVIATION, source);
    case 'lecun_normal':
      return fillTruncatedNormal(values, Math.sqrt(1 / fanIn), source);
    default:
      return initializer satisfies never;
  }
}

/** Keras's compute_fans: a convolution kernel [height, width, in, out] counts its window on both sides. */
function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const window = shape.slice(0, -2).reduce((size, axis) => size * axis, 1);
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

function fillUniform(
  values: Float32Array<ArrayBuffer>,
  limit: number,
  source: Random,
): Float32Array<ArrayBuffer> {
  for (let i = 0; i < values.length; i++) values[i] = source.between(-limit, limit);
  return values;
}

function fillTruncatedNormal(
  values: Float32Array<ArrayBuffer>,
  standardDeviation: number,
  source: Random,
): Float32Array<ArrayBuffer> {
  const scale = standardDeviation / TRUNCATED_DEVIATION;
  for (let i = 0; i < values.length; i++) {
    let draw = source.normal();
    while (Math.abs(draw) > 2) draw = source.normal();
    values[i] = draw * scale;
  }
  return values;
}
