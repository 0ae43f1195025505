import { expect, it } from 'vitest';
import type { ScatterScene } from './drawScatter';
import { embeddingCsv, embeddingSvg } from './embeddingFiles';

const scene: ScatterScene = {
  size: { width: 100, height: 80 },
  points: [
    { place: [0, 0], colour: 'a', wrong: false },
    { place: [0, 0], colour: 'b', wrong: true },
    { place: [0, 0], colour: 'b', wrong: false },
  ],
  places: [
    [10, 20],
    [30.126, 40],
    [-5, 10],
  ],
  shown: [0, 1, 2],
  pictured: new Set(),
  side: 0,
  thumbnails: () => null,
  chosen: null,
  looked: null,
};

it('writes the points that are shown as CSV', () => {
  const answer = {
    layerId: 'dense',
    method: 'umap',
    split: 'train',
    classNames: ['cat', 'dog, big'],
    all: 2,
    ids: [7, 9],
    paths: ['cats/7.png', 'dogs/9.png'],
    labels: [0, 1],
    predicted: [1, 1],
    confidences: Float32Array.of(0.75, 0.5),
    points: Float32Array.of(1, 2, -3, 4.5),
    explained: null,
  } as const;
  expect(embeddingCsv(answer, [0, 1])).toBe(
    'x,y,class,predicted,confidence,file\n' +
      '1,2,cat,"dog, big",0.75,cats/7.png\n' +
      '-3,4.5,"dog, big","dog, big",0.5,dogs/9.png\n',
  );
  expect(embeddingCsv(answer, [1]).split('\n')).toHaveLength(3);
});

it('draws what is in sight as SVG, mistakes outlined, and names the classes', () => {
  const svg = embeddingSvg(scene, [{ name: 'cats & <dogs>', colour: 'b' }], (colour) => `rgb-${colour}`);
  expect(svg.match(/r="3.5"[^>]*>/g)).toEqual([
    'r="3.5" fill="rgb-a"/>',
    'r="3.5" fill="rgb-b" stroke="#1b1d21" stroke-width="1.5"/>',
  ]);
  expect(svg).toContain('cx="30.13" cy="40.00"');
  expect(svg).toContain('>cats &amp; &lt;dogs&gt;</text>');
});
