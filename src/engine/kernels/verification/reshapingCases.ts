/** Layers that move, cut or resize feature maps, and those of one number a channel. */
import { map, type Pair } from './float64';
import { globalMaxPooling2d, permute, rearrange, resizeBilinear, resizeNearest } from './float64Layers';
import type { LayerCase } from './layerCase';

type Sides = readonly [rows: Pair, columns: Pair];

function paddingCase(inputShape: readonly number[], [rows, columns]: Sides): LayerCase {
  const [, height = 0, width = 0] = inputShape;
  return {
    name: `ZeroPadding2D ${JSON.stringify([rows, columns])} on ${inputShape.join('×')}`,
    className: 'ZeroPadding2D',
    config: { padding: [rows, columns], data_format: 'channels_last' },
    inputShape,
    input: 'normal',
    reference: (x) =>
      rearrange(x, [height + rows[0] + rows[1], width + columns[0] + columns[1]], (row, column) => {
        const [y, z] = [row - rows[0], column - columns[0]];
        return y < 0 || y >= height || z < 0 || z >= width ? null : [y, z];
      }),
  };
}

function croppingCase(inputShape: readonly number[], [rows, columns]: Sides): LayerCase {
  const [, height = 0, width = 0] = inputShape;
  return {
    name: `Cropping2D ${JSON.stringify([rows, columns])} on ${inputShape.join('×')}`,
    className: 'Cropping2D',
    config: { cropping: [rows, columns], data_format: 'channels_last' },
    inputShape,
    input: 'normal',
    reference: (x) =>
      rearrange(x, [height - rows[0] - rows[1], width - columns[0] - columns[1]], (row, column) => [
        row + rows[0],
        column + columns[0],
      ]),
  };
}

const resize = { nearest: resizeNearest, bilinear: resizeBilinear };
const interpolations = ['nearest', 'bilinear'] as const;

function resizingCase(
  inputShape: readonly number[],
  size: Pair,
  interpolation: keyof typeof resize,
): LayerCase {
  return {
    name: `Resizing ${interpolation} ${inputShape.join('×')} to ${size.join('×')}`,
    className: 'Resizing',
    config: { height: size[0], width: size[1], interpolation, crop_to_aspect_ratio: false },
    inputShape,
    input: 'normal',
    reference: (x) => resize[interpolation](x, size),
  };
}

function upSamplingCase(
  inputShape: readonly number[],
  size: Pair,
  interpolation: keyof typeof resize,
): LayerCase {
  const [, height = 0, width = 0] = inputShape;
  return {
    name: `UpSampling2D ${interpolation} ${size.join('×')} on ${inputShape.join('×')}`,
    className: 'UpSampling2D',
    config: { size, interpolation, data_format: 'channels_last' },
    inputShape,
    input: 'normal',
    reference: (x) => resize[interpolation](x, [height * size[0], width * size[1]]),
  };
}

export const reshapingCases: readonly LayerCase[] = [
  paddingCase(
    [2, 4, 3, 5],
    [
      [1, 1],
      [1, 1],
    ],
  ),
  paddingCase(
    [2, 4, 3, 4],
    [
      [0, 2],
      [3, 1],
    ],
  ),
  croppingCase(
    [2, 6, 5, 3],
    [
      [1, 1],
      [1, 1],
    ],
  ),
  croppingCase(
    [2, 6, 7, 4],
    [
      [0, 2],
      [3, 1],
    ],
  ),
  croppingCase(
    [2, 4, 4, 2],
    [
      [0, 0],
      [0, 3],
    ],
  ),
  ...interpolations.flatMap((interpolation) => [
    resizingCase([2, 3, 3, 2], [6, 6], interpolation),
    resizingCase([2, 4, 3, 2], [7, 5], interpolation),
    resizingCase([2, 10, 9, 3], [3, 4], interpolation),
    resizingCase([3, 4, 7, 1], [8, 3], interpolation),
    resizingCase([2, 5, 4, 8], [5, 9], interpolation),
    resizingCase([2, 3, 4, 2], [1, 1], interpolation),
    resizingCase([1, 1, 2, 3], [4, 4], interpolation),
    upSamplingCase([2, 3, 4, 3], [2, 2], interpolation),
    upSamplingCase([2, 4, 3, 8], [3, 1], interpolation),
  ]),
  {
    name: 'Rescaling',
    className: 'Rescaling',
    config: { scale: 1 / 127.5, offset: -1 },
    inputShape: [2, 3, 4, 3],
    input: 'wide',
    reference: (x) => map(x, (value) => value / 127.5 - 1),
  },
  {
    name: 'Reshape',
    className: 'Reshape',
    config: { target_shape: [4, 2, 9] },
    inputShape: [3, 72],
    input: 'normal',
    reference: (x) => ({ shape: [3, 4, 2, 9], data: x.data }),
  },
  ...[
    [3, 1, 2],
    [2, 1, 3],
    [1, 3, 2],
  ].map((dims): LayerCase => ({
    name: `Permute ${dims.join(', ')}`,
    className: 'Permute',
    config: { dims },
    inputShape: [2, 3, 4, 5],
    input: 'normal',
    reference: (x) => permute(x, dims),
  })),
  ...[
    [3, 5, 4, 6],
    [2, 7, 8, 16],
  ].map((inputShape): LayerCase => ({
    name: `GlobalMaxPooling2D on ${inputShape.join('×')}`,
    className: 'GlobalMaxPooling2D',
    config: { data_format: 'channels_last', keepdims: false },
    inputShape,
    input: 'distinct',
    reference: globalMaxPooling2d,
  })),
];
