import { expect, it } from 'vitest';
import { pointAt, type ScatterScene } from './drawScatter';

const scene: ScatterScene = {
  size: { width: 200, height: 200 },
  points: [],
  places: [
    [50, 50],
    [58, 50],
    [100, 100],
    [150, 150],
  ],
  shown: [0, 1, 2],
  pictured: new Set([0]),
  side: 20,
  thumbnails: () => null,
  chosen: null,
  looked: null,
};

it('finds what is drawn on top: a picture, the dot beside it, nothing of what is not shown', () => {
  expect(pointAt(scene, [41, 59], 8)).toBe(0);
  // The dot at 58 lies under the picture.
  expect(pointAt(scene, [58, 50], 8)).toBe(0);
  expect(pointAt(scene, [62, 50], 8)).toBe(1);
  expect(pointAt(scene, [106, 100], 8)).toBe(2);
  expect(pointAt(scene, [110, 100], 8)).toBeNull();
  expect(pointAt(scene, [150, 150], 8)).toBeNull();
});

it('finds the chosen one first, which is a picture also among dots', () => {
  expect(pointAt({ ...scene, chosen: 1 }, [55, 50], 8)).toBe(1);
  expect(pointAt({ ...scene, pictured: new Set(), side: 0, chosen: 2 }, [113, 100], 8)).toBe(2);
});
