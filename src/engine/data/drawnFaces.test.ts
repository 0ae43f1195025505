import { describe, expect, it } from 'vitest';
import { random } from '../random';
import { drawFace, faceBox } from './drawnFaces';
import { resample } from './resample';

const species = ['cat', 'dog'] as const;

describe('drawn faces', () => {
  it('repeat with their stream, and differ between streams', () => {
    for (const one of species) {
      expect(drawFace(one, random(1, 2), 24, 24)).toEqual(drawFace(one, random(1, 2), 24, 24));
      expect(drawFace(one, random(1, 2), 24, 24)).not.toEqual(drawFace(one, random(1, 3), 24, 24));
    }
  });

  it('show the same face at every size', () => {
    for (let i = 0; i < 10; i++) {
      const large = resample(drawFace('cat', random(5, i), 128, 128), 128, 128, 3, 32, 32);
      const small = drawFace('cat', random(5, i), 32, 32);
      const difference =
        large.reduce((sum, value, k) => sum + Math.abs(value - (small[k] as number)), 0) / large.length;
      expect(difference).toBeLessThan(12);
    }
  });

  it('lie in their box, also in pictures that are not square', () => {
    for (const one of species) {
      for (let i = 0; i < 50; i++) {
        const { left, top, right, bottom } = faceBox(one, random(3, i), 60, 100);
        expect(0 <= left && left < right && right <= 100).toBe(true);
        expect(0 <= top && top < bottom && bottom <= 60).toBe(true);
        expect((right - left) * (bottom - top)).toBeGreaterThan(0.08 * 60 * 60);
      }
    }
  });

  it('tell nothing by their mean colour', () => {
    const count = 150;
    const means = species.map((one) =>
      Array.from({ length: count }, (_, i) => {
        const bytes = drawFace(one, random(11, one === 'cat' ? 0 : 1, i), 24, 24);
        return [0, 1, 2].map(
          (c) => bytes.reduce((sum, value, k) => (k % 3 === c ? sum + value : sum), 0) / (24 * 24),
        );
      }),
    );
    for (const channel of [0, 1, 2]) {
      const [cat, dog] = means.map((list) => list.map((colour) => colour[channel] as number)) as [
        number[],
        number[],
      ];
      const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / count;
      const variance = (list: number[]): number => mean(list.map((value) => (value - mean(list)) ** 2));
      const effect = Math.abs(mean(cat) - mean(dog)) / Math.sqrt((variance(cat) + variance(dog)) / 2);
      // The two means differ by less than a third of their spread: the best threshold is right 56 times in 100.
      expect(effect).toBeLessThan(0.33);
    }
  });
});
