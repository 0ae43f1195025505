import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleSettings, type Augmentation } from '../../network/recipe';
import { random } from '../random';
import { augmentationTransforms, drawParameters, transformRow, type AffineParameters } from './augment';

const none: AffineParameters = { theta: 0, tx: 0, ty: 0, shear: 0, zx: 1, zy: 1, flipHorizontal: false };
const side = 6;
const picture = Array.from({ length: side * side }, (_, i) => {
  const [y, x] = [Math.floor(i / side), i % side];
  return (x * 37 + y * 91 + x * y * 7) % 256;
});

/** `tf.image.transform`, bilinear, fill mode nearest, written out. */
function transform(row: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = row;
  const clamp = (value: number): number => Math.min(side - 1, Math.max(0, value));
  return picture.map((_, i) => {
    const [y, x] = [Math.floor(i / side), i % side];
    const [u, v] = [clamp(a * x + b * y + c), clamp(d * x + e * y + f)];
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const at = (column: number, line: number): number =>
      picture[clamp(line) * side + clamp(column)] as number;
    const upper = at(left, top) * (left + 1 - u) + at(left + 1, top) * (u - left);
    const lower = at(left, top + 1) * (left + 1 - u) + at(left + 1, top + 1) * (u - left);
    return upper * (top + 1 - v) + lower * (v - top);
  });
}

function expectFirstRows(parameters: Partial<AffineParameters>, expected: readonly number[]): void {
  const result = transform(transformRow({ ...none, ...parameters }, side, side));
  expected.forEach((value, i) => expect(result[i], `pixel ${i}`).toBeCloseTo(value, 2));
}

/** Expected pixels: `apply_affine_transform` of Keras 3 with scipy, `fill_mode='nearest'`, `order=1`. */
describe('a transform does to a picture what Keras does', () => {
  it('rotation', () => {
    expectFirstRows(
      { theta: 20 },
      [37.215, 71.984, 106.753, 111.467, 88.902, 55.733, 47.077, 118.357, 194.136],
    );
  });
  it('shift along the width', () => {
    expectFirstRows({ tx: 1.5 }, [55.5, 92.5, 129.5, 166.5, 185, 185, 157, 201, 117, 33, 55, 55]);
  });
  it('shift along the height', () => {
    expectFirstRows({ ty: 1.5 }, [136.5, 184, 103.5, 151, 70.5, 118, 99.5, 154, 80.5, 135, 189.5, 116]);
  });
  it('shear', () => {
    expectFirstRows(
      { shear: 30 },
      [79.66, 119.004, 136.913, 111.95, 141.458, 141.458, 143.343, 150.165, 182.71],
    );
  });
  it('zoom along either axis', () => {
    expectFirstRows({ zx: 1.5 }, [0, 9.25, 64.75, 120.25, 175.75, 185, 91, 102, 168]);
    expectFirstRows({ zy: 0.5 }, [113.75, 159.5, 141.25, 187, 40.75, 86.5, 159.25, 208.5, 65.75]);
  });
  it('all of them', () => {
    const all = { theta: 20, tx: 1, ty: -0.5, shear: 10, zx: 1.2, zy: 0.8 };
    expectFirstRows(
      all,
      [
        66.29, 110.741, 90.295, 75.106, 87.226, 138.939, 82.406, 171.137, 89.198, 112.037, 174.521, 134.33,
        134.602, 122.66, 105.78, 155.047, 97.618, 57.53, 182.919, 88.761, 128.139, 238.467, 93.112, 144.825,
        128.708, 108.637, 157.626, 138.009, 156.13, 120.13, 24.113, 117.922, 219.62, 93.379, 163.144, 47,
      ],
    );
  });
  it('a horizontal flip after them', () => {
    const all = { theta: 20, tx: 1, ty: -0.5, shear: 10, zx: 1.2, zy: 0.8 };
    expectFirstRows({ flipHorizontal: true }, [185, 148, 111, 74, 37, 0, 55, 11, 223]);
    expectFirstRows({ ...all, flipHorizontal: true }, [138.939, 87.226, 75.106, 90.295, 110.741, 66.29]);
  });
});

describe('transformRow', () => {
  it('is the identity for no effect, on pictures that are not square too', () => {
    expect(transformRow(none, 20, 31).map((value) => value + 0)).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('turns and zooms about the centre of a picture that is not square', () => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transformRow(
      { ...none, theta: 33, zx: 1.4, zy: 1.4 },
      20,
      31,
    );
    expect(a * 15 + b * 9.5 + c).toBeCloseTo(15, 10);
    expect(d * 15 + e * 9.5 + f).toBeCloseTo(9.5, 10);
  });
});

describe('augmentationTransforms', () => {
  const off: Augmentation = {
    rotation: { enabled: false, value: 20 },
    widthShift: { enabled: false, value: 0.2 },
    heightShift: { enabled: false, value: 0.2 },
    shear: { enabled: false, value: 0.2 },
    zoom: { enabled: false, value: 0.2 },
    horizontalFlip: false,
  };

  it('is null when everything is off', () => {
    expect(augmentationTransforms(off, 4, 8, 8, random(1))).toBeNull();
  });

  it('draws a row a picture, the same for the same stream', () => {
    const rows = augmentationTransforms(articleSettings.augmentation, 5, 8, 8, random(1, 2));
    expect(rows).toHaveLength(40);
    expect(rows).toEqual(augmentationTransforms(articleSettings.augmentation, 5, 8, 8, random(1, 2)));
    expect(rows?.slice(0, 8)).not.toEqual(rows?.slice(8, 16));
  });

  it('keeps every draw within its range', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const drawn = drawParameters(articleSettings.augmentation, 100, 50, random(seed));
        expect(Math.abs(drawn.theta)).toBeLessThanOrEqual(20);
        expect(Math.abs(drawn.tx)).toBeLessThanOrEqual(10);
        expect(Math.abs(drawn.ty)).toBeLessThanOrEqual(20);
        for (const zoom of [drawn.zx, drawn.zy]) expect(Math.abs(zoom - 1)).toBeLessThanOrEqual(0.2);
      }),
    );
  });

  it('switching one effect off leaves the others as drawn', () => {
    const all = drawParameters(articleSettings.augmentation, 64, 64, random(9));
    const noZoom = { ...articleSettings.augmentation, zoom: { enabled: false, value: 0.2 } };
    expect(drawParameters(noZoom, 64, 64, random(9))).toEqual({ ...all, zx: 1, zy: 1 });
  });
});
