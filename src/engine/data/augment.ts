/**
 * Keras's `ImageDataGenerator` as one projective transform a picture: its random rotation, shift, shear, zoom and
 * horizontal flip (`get_random_transform`, `apply_affine_transform` of keras.preprocessing.image).
 */
import type { Augmentation } from '../../network/recipe';
import type { Random } from '../random';

/** One picture's draw, in Keras's words: `tx` moves along the height and `ty` along the width, in pixels. */
export interface AffineParameters {
  /** Degrees. */
  readonly theta: number;
  readonly tx: number;
  readonly ty: number;
  /** Degrees. */
  readonly shear: number;
  /** Along the height and along the width; above 1 shows more of the picture. */
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
    tx: within(augmentation.heightShift) * height,
    ty: within(augmentation.widthShift) * width,
    shear: within(augmentation.shear),
    zx: 1 + within(augmentation.zoom),
    zy: 1 + within(augmentation.zoom),
    flipHorizontal: source.next() < 0.5 && augmentation.horizontalFlip,
  };
}

/**
 * Keras multiplies rotation · shift · shear · zoom in (row, column) order about the centre (h/2 − ½, w/2 − ½) and
 * reads the input at matrix · output; it flips the outcome afterwards.
 */
export function transformRow(parameters: AffineParameters, height: number, width: number): readonly number[] {
  const { tx, ty, zx, zy, flipHorizontal } = parameters;
  const theta = (parameters.theta * Math.PI) / 180;
  const shear = (parameters.shear * Math.PI) / 180;
  const [cos, sin] = [Math.cos(theta), Math.sin(theta)];
  /** rotation · shift · shear · zoom, first two rows: [rr rc r; cr cc c] takes (row, column, 1). */
  const rr = cos * zx;
  const rc = (-cos * Math.sin(shear) - sin * Math.cos(shear)) * zy;
  const r = cos * tx - sin * ty;
  const cr = sin * zx;
  const cc = (-sin * Math.sin(shear) + cos * Math.cos(shear)) * zy;
  const c = sin * tx + cos * ty;
  const [centreRow, centreColumn] = [height / 2 - 0.5, width / 2 - 0.5];
  const rowOffset = centreRow - rr * centreRow - rc * centreColumn + r;
  const columnOffset = centreColumn - cr * centreRow - cc * centreColumn + c;
  // tf.image.transform speaks (x, y) = (column, row). A flip reads column w − 1 − x of the outcome.
  if (!flipHorizontal) return [cc, cr, columnOffset, rc, rr, rowOffset, 0, 0];
  const last = width - 1;
  return [-cc, cr, columnOffset + cc * last, -rc, rr, rowOffset + rc * last, 0, 0];
}
