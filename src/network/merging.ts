/** What layers share that join their inputs value by value. */
import type { AxesSeen, Axis, ReceptiveFieldStep, Shape, ShapeResult } from './layerType';
import { pointwise } from './receptiveField';
import { formatShape, soleInput } from './shape';

/**
 * The one shape of all inputs. As in Keras, an axis of 1 goes with any size: a gate of 1 × 1 × channels weighs whole
 * maps. Inputs that do not fit are the layer's problem.
 */
export function mergedShape(className: string, inputShapes: readonly Shape[]): ShapeResult {
  const first = soleInput(inputShapes);
  let merged = first;
  for (const shape of inputShapes.slice(1)) {
    const joined = merged.map((size, axis) => joinedSize(size, shape[axis]));
    if (shape.length !== merged.length || joined.some((size) => size === null)) {
      const message = `${className} needs inputs of one shape, but ${formatShape(first)} and ${formatShape(shape)} arrive.`;
      return { problem: { message } };
    }
    merged = joined.filter((size) => size !== null);
  }
  return { shape: merged };
}

/** Cell by cell; `null` where one value goes to every cell. */
export function mergedReceptiveField(inputShapes: readonly Shape[]): ReceptiveFieldStep | null {
  const [first, ...others] = inputShapes.map(formatShape);
  return others.every((shape) => shape === first) ? pointwise : null;
}

/** Of each input, cell by cell, but all along an axis of 1 that goes with any size. */
export function mergedAxesSeen(inputShapes: readonly Shape[]): readonly AxesSeen[] {
  const seen = (shape: Shape, axis: Axis): Axis | null =>
    shape.length < 3 || shape[axis] === 1 ? null : axis;
  return inputShapes.map((shape) => [seen(shape, 0), seen(shape, 1)]);
}

function joinedSize(size: number, other: number | undefined): number | null {
  if (size === other || other === 1) return size;
  return size === 1 ? (other ?? null) : null;
}
