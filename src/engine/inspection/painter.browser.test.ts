import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Backend } from '../backend/backend';
import type { Fault, ViewSettings } from '../protocol';
import { CanvasPainter } from './canvasPainter';
import type { Painter } from './painter';
import { activationGrid, filterGrid, winnersGrid } from './tileGrid';
import type { TileGrid } from './tileGrid';
import { WebgpuPainter } from './webgpuPainter';

const faults: Fault[] = [];
const backend = new Backend((fault) => faults.push(fault));

const settings: ViewSettings = {
  content: { kind: 'featureMaps', layerId: 'unused' },
  layout: {
    canvasWidth: 70,
    canvasHeight: 48,
    columns: 3,
    tileWidth: 20,
    tileHeight: 20,
    gap: 4,
    first: 1,
    count: 5,
  },
  theme: 'dark',
  range: 'each',
};

async function painted(
  make: (canvas: OffscreenCanvas) => Painter,
  grid: TileGrid,
  order?: readonly number[],
): Promise<Uint8ClampedArray> {
  const canvas = new OffscreenCanvas(1, 1);
  await make(canvas).paint(grid, order === undefined ? settings : { ...settings, order });
  const { canvasWidth, canvasHeight } = settings.layout;
  const copy = new OffscreenCanvas(canvasWidth, canvasHeight).getContext('2d');
  if (copy === null) throw new Error('no 2D context');
  copy.drawImage(canvas.transferToImageBitmap(), 0, 0);
  return copy.getImageData(0, 0, canvasWidth, canvasHeight).data;
}

/** Both painters draw the same grid; returns the largest difference of any channel of any pixel. */
async function largestDifference(makeGrid: () => TileGrid, order?: readonly number[]): Promise<number> {
  const { gpu } = backend;
  if (gpu === null) throw new Error('no WebGPU device');
  let grid: TileGrid | undefined;
  tf.tidy(() => {
    grid = makeGrid();
    for (const tensor of [grid.values, grid.ranges, grid.wins]) if (tensor !== null) tf.keep(tensor);
  });
  if (grid === undefined) throw new Error('no grid');
  const onGpu = await painted((canvas) => new WebgpuPainter(canvas, gpu), grid, order);
  const in2d = await painted((canvas) => new CanvasPainter(canvas), grid, order);
  expect(new Set(in2d).size).toBeGreaterThan(8);
  return onGpu.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (in2d[index] ?? NaN))),
    0,
  );
}

beforeAll(async () => {
  await backend.select('webgpu');
});
afterAll(() => {
  expect(faults).toEqual([]);
});

describe('drawing from GPU buffers', () => {
  it('runs on WebGPU', () => {
    expect(tf.getBackend()).toBe('webgpu');
  });

  // Two levels of 255: the 2D painter looks colours up in a table of 511.
  it('paints feature maps as reading them back and painting in 2D does', async () => {
    expect(
      await largestDifference(() => activationGrid(tf.randomNormal([1, 7, 5, 8]), false, 'each')),
    ).toBeLessThanOrEqual(2);
  });

  it('paints them in another order alike, and leaves the place of a tile that is not there empty', async () => {
    const grid = () => activationGrid(tf.randomNormal([1, 7, 5, 8]), false, 'each');
    expect(await largestDifference(grid, [3, 7, 0, 9, 1])).toBeLessThanOrEqual(2);
  });

  it('paints colour filters alike', async () => {
    expect(
      await largestDifference(() => filterGrid(tf.randomNormal([3, 3, 3, 6]), null, 'shared')),
    ).toBeLessThanOrEqual(2);
  });

  it('paints photos alike', async () => {
    expect(
      await largestDifference(() => {
        const photo = tf.randomUniform([1, 9, 9, 3]);
        return {
          ...activationGrid(photo, true, 'each'),
          values: tf.tile(tf.reshape(photo, [9, 9, 1, 3]), [1, 1, 6, 1]),
        };
      }),
    ).toBeLessThanOrEqual(2);
  });

  it('paints the cells that win alike', async () => {
    const grid = () =>
      winnersGrid(tf.randomNormal([1, 6, 6, 8]), (x) => tf.maxPool(x, 2, 2, 'valid'), 'each');
    expect(await largestDifference(grid)).toBeLessThanOrEqual(2);
  });
});
