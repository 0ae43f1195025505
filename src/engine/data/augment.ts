/**
 * Keras's `ImageDataGenerator` as one projective transform a picture: its random rotation, shift, shear, zoom and
 * horizontal flip (`get_random_transform`, `apply_affine_transform` of keras.preprocessing.image).
 */
import type { Augmentation } from '../../network/recipe';
import type { Random } from '../random';

/** One picture's draw, in the words of Keras's `apply_affine_transform`. */
export interface AffineParameters {
  /** Degrees. */
  readonly theta: number;
  /** Pixels along the width; positive shows what lies further right. */
  readonly tx: number;
  /** Pixels along the height. */
  readonly ty: number;
  /** Degrees. */
  readonly shear: number;
  /** Along the width and along the height; above 1 shows more of the picture. */
  readonly zx: number;
  readonly zy: number;
  readonly flipHorizontal: boolean;
}

/**
 * Rows [count, 8] for `tf.image.transform`: output pixel (x, y) is read from input pixel
 * ((a·x + b·y + c) / k, (d·x + e·y + f) / k), k = 1. `null` when every switch is off.
 */
export function augmentationTransforms(
  augmentation: Augmentation,
  count: number,
  height: number,
  width: number,
  source: Random,
): Float32Array<ArrayBuffer> | null {
  const { rotation, widthShift, heightShift, shear, zoom, horizontalFlip } = augmentation;
  const active = [rotation, widthShift, heightShift, shear, zoom].some(
    ({ enabled, value }) => enabled && value > 0,
  );
  if (!active && !horizontalFlip) return null;
  const rows = new Float32Array(count * 8);
  for (let i = 0; i < count; i++) {
    rows.set(transformRow(drawParameters(augmentation, height, width, source), height, width), i * 8);
  }
  return rows;
}

/** Seven numbers are drawn whatever is switched off: a switch does not change the other draws. */
export function drawParameters(
  augmentation: Augmentation,
  height: number,
  width: number,
  source: Random,
): AffineParameters {
  const within = ({ enabled, value }: { enabled: boolean; value: number }): number => {
    const drawn = source.between(-1, 1);
    return enabled ? drawn * value : 0;
  };
  return {
    theta: within(augmentation.rotation),
    tx: within(augmentation.widthShift) * width,
    ty: within(augmentation.heightShift) * height,
    shear: within(augmentation.shear),
    zx: 1 + within(augmentation.zoom),
    zy: 1 + within(augmentation.zoom),
    flipHorizontal: source.next() < 0.5 && augmentation.horizontalFlip,
  };
}

/**
 * Keras (3.x, and 2.x since 2020) multiplies rotation · shift · shear · zoom in (x, y) order about the picture's
 * centre, reads the input at matrix · output, and flips the outcome. Where it takes the height's centre for x and
 * draws the shift along x from `height_shift_range`, this follows its documentation instead; square pictures with
 * equal ranges, as the article's, cannot tell.
 */
export function transformRow(parameters: AffineParameters, height: number, width: number): readonly number[] {
  const { tx, ty, zx, zy, flipHorizontal } = parameters;
  const theta = (parameters.theta * Math.PI) / 180;
  const shear = (parameters.shear * Math.PI) / 180;
  const [cos, sin] = [Math.cos(theta), Math.sin(theta)];
  const xx = cos * zx;
  const xy = (-cos * Math.sin(shear) - sin * Math.cos(shear)) * zy;
  const yx = sin * zx;
  const yy = (-sin * Math.sin(shear) + cos * Math.cos(shear)) * zy;
  const [centreX, centreY] = [width / 2 - 0.5, height / 2 - 0.5];
  const x = centreX - xx * centreX - xy * centreY + cos * tx - sin * ty;
  const y = centreY - yx * centreX - yy * centreY + sin * tx + cos * ty;
  if (!flipHorizontal) return [xx, xy, x, yx, yy, y, 0, 0];
  // The flipped outcome at column x is the outcome at column w − 1 − x.
  const last = width - 1;
  return [-xx, xy, x + xx * last, -yx, yy, y + yx * last, 0, 0];
}
