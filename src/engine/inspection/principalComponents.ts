/** The directions in which points differ most. */
import { random } from '../random';

export interface PrincipalComponents {
  /** Coordinates along each component, [points, components], row-major. */
  readonly scores: Float32Array<ArrayBuffer>;
  /** Share of the whole variance along each component, largest first. */
  readonly explained: readonly number[];
}

/** Rounds of power iteration: neighbouring components of equal variance need not be told apart. */
const ROUNDS = 60;

/**
 * Principal components of `count` points [count, dimensions], row-major, by power iteration on the covariance, which is
 * never formed, with deflation. The sign of a component is such that its largest coordinate is positive. `rest` is awaited
 * after every round: it decides how often to pause, and may throw to end it.
 */
export async function principalComponents(
  points: Float32Array,
  count: number,
  components: number,
  rest: () => Promise<void> | undefined,
): Promise<PrincipalComponents> {
  const dimensions = count === 0 ? 0 : points.length / count;
  const centred = Float64Array.from(points);
  for (let axis = 0; axis < dimensions; axis++) {
    let mean = 0;
    for (let point = 0; point < count; point++) mean += (points[point * dimensions + axis] ?? 0) / count;
    for (let point = 0; point < count; point++) {
      const at = point * dimensions + axis;
      centred[at] = (centred[at] ?? 0) - mean;
    }
  }
  const total = centred.reduce((sum, value) => sum + value * value, 0);
  const scores = new Float32Array(count * components);
  const explained: number[] = [];
  for (let component = 0; component < components; component++) {
    const direction = await strongestDirection(centred, count, dimensions, component, rest);
    const along = times(centred, direction, count, dimensions);
    const sign =
      Math.sign(along.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)) || 1;
    explained.push(total === 0 ? 0 : along.reduce((sum, value) => sum + value * value, 0) / total);
    for (let point = 0; point < count; point++) {
      const score = along[point] ?? 0;
      scores[point * components + component] = sign * score;
      for (let axis = 0; axis < dimensions; axis++) {
        const at = point * dimensions + axis;
        centred[at] = (centred[at] ?? 0) - score * (direction[axis] ?? 0);
      }
    }
  }
  return { scores, explained };
}

async function strongestDirection(
  centred: Float64Array,
  count: number,
  dimensions: number,
  seed: number,
  rest: () => Promise<void> | undefined,
): Promise<Float64Array> {
  const source = random(seed, 17);
  let direction = unit(Float64Array.from({ length: dimensions }, () => source.between(-1, 1)));
  for (let round = 0; round < ROUNDS; round++) {
    const along = times(centred, direction, count, dimensions);
    const next = new Float64Array(dimensions);
    for (let point = 0; point < count; point++) {
      const weight = along[point] ?? 0;
      for (let axis = 0; axis < dimensions; axis++) {
        next[axis] = (next[axis] ?? 0) + weight * (centred[point * dimensions + axis] ?? 0);
      }
    }
    if (next.every((value) => value === 0)) break;
    direction = unit(next);
    await rest();
  }
  return direction;
}

/** [count, dimensions] times [dimensions]. */
function times(matrix: Float64Array, vector: Float64Array, count: number, dimensions: number): Float64Array {
  const result = new Float64Array(count);
  for (let point = 0; point < count; point++) {
    let sum = 0;
    for (let axis = 0; axis < dimensions; axis++)
      sum += (matrix[point * dimensions + axis] ?? 0) * (vector[axis] ?? 0);
    result[point] = sum;
  }
  return result;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
