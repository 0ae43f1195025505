/** The nearest points to each point, exactly: every distance is computed. */

export interface Neighbours {
  /** `indices[point]`: the point itself first, then from near to far; equal distances by index. */
  readonly indices: number[][];
  /** Euclidean distances to them. */
  readonly distances: number[][];
}

/**
 * The `most` nearest of `count` points [count, dimensions], row-major, each counting as its own first. `rest(share)` is
 * awaited after every point with the share that is done: it decides how often to pause, and may throw to end it.
 */
export async function nearestNeighbours(
  points: Float32Array,
  count: number,
  most: number,
  rest: (share: number) => Promise<void> | undefined,
): Promise<Neighbours> {
  const dimensions = count === 0 ? 0 : points.length / count;
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let point = 0; point < count; point++) {
    const nearest = [point];
    const squares = [0];
    for (let other = 0; other < count; other++) {
      if (other === point) continue;
      const square = squaredDistance(points, point * dimensions, other * dimensions, dimensions);
      let place = squares.length;
      // Never before the point itself, however near.
      while (place > 1 && square < (squares[place - 1] ?? 0)) place--;
      if (place >= most) continue;
      squares.splice(place, 0, square);
      nearest.splice(place, 0, other);
      if (squares.length > most) {
        squares.pop();
        nearest.pop();
      }
    }
    indices.push(nearest);
    distances.push(squares.map(Math.sqrt));
    await rest((point + 1) / count);
  }
  return { indices, distances };
}

function squaredDistance(points: Float32Array, from: number, to: number, dimensions: number): number {
  let sum = 0;
  for (let axis = 0; axis < dimensions; axis++) {
    const difference = (points[from + axis] ?? 0) - (points[to + axis] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
