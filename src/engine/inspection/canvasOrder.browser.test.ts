import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import type { ViewSettings } from '../protocol';
import { CanvasPainter } from './canvasPainter';
import { activationGrid } from './tileGrid';

const settings: ViewSettings = {
  content: { kind: 'featureMaps', layerId: 'unused' },
  layout: {
    canvasWidth: 12,
    canvasHeight: 4,
    columns: 3,
    tileWidth: 4,
    tileHeight: 4,
    gap: 0,
    first: 0,
    count: 3,
  },
  theme: 'light',
  range: 'shared',
};

beforeAll(() => tf.setBackend('cpu'));

/** The colours, red to blue, in the middle of each place. */
async function colours(over: Partial<ViewSettings>): Promise<readonly string[]> {
  const canvas = new OffscreenCanvas(1, 1);
  // Three maps of one cell: -1, 0 and 1.
  await new CanvasPainter(canvas).paint(
    activationGrid(tf.tensor4d([-1, 0, 1], [1, 1, 1, 3]), false, 'shared'),
    {
      ...settings,
      ...over,
    },
  );
  const pixels = canvas.getContext('2d');
  return [2, 6, 10].map((x) => [...(pixels?.getImageData(x, 2, 1, 1).data ?? [])].slice(0, 3).join(' '));
}

const [negative, zero, positive, ground] = ['10 61 145', '250 250 248', '133 45 0', '255 255 255'];

it('draws each tile at its own place unless an order is given', async () => {
  expect(await colours({})).toEqual([negative, zero, positive]);
  expect(await colours({ order: [2, 0, 1] })).toEqual([positive, negative, zero]);
});

it('leaves places empty that the order does not fill', async () => {
  expect(await colours({ order: [1, 5] })).toEqual([zero, ground, ground]);
});

it('counts the places of the order from the first that is drawn', async () => {
  const { layout } = settings;
  expect(await colours({ order: [2, 0, 1], layout: { ...layout, first: 1, count: 2 } })).toEqual([
    negative,
    zero,
    ground,
  ]);
});
