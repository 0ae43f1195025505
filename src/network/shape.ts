/** The two kinds of shape layers meet: feature maps `[height, width, channels]` and vectors `[units]`. */
import type { Shape, ShapeProblem } from './layerType';

/** `126 × 126 × 32`. */
export function formatShape(shape: Shape): string {
  return shape.map((size) => size.toLocaleString('en')).join(' × ');
}

/** How many numbers a tensor of this shape holds. */
export function shapeSize(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The shape that arrives at a one-input layer. */
export function soleInput(inputShapes: readonly Shape[]): Shape {
  const [input] = inputShapes;
  if (input === undefined) throw new Error('A one-input layer was asked about its shape without an input.');
  return input;
}

/** The feature map that arrives, where `featureMapProblem` found nothing. */
export function soleFeatureMap(inputShapes: readonly Shape[]): readonly [number, number, number] {
  const [height, width, channels] = soleInput(inputShapes);
  if (height === undefined || width === undefined || channels === undefined) {
    throw new Error('A layer that needs a feature map was asked about a vector.');
  }
  return [height, width, channels];
}

/** Why `input` cannot be taken by a layer that needs feature maps, or `null`. */
export function featureMapProblem(className: string, input: Shape): ShapeProblem | null {
  if (input.length === 3) return null;
  return {
    message:
      `${className} needs feature maps (height × width × channels), but a flat vector of ` +
      `${formatShape(input)} values arrives. Move it before the layer that flattens.`,
    repair: 'moveToFeatureMaps',
  };
}
