import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalComponents } from './principalComponents';

const unhurried = () => undefined;

describe('principalComponents', () => {
  it('finds the long and the short axis of a cross, by hand', async () => {
    // Around (1, 2): ±3 along (0.6, 0.8), ±1 along (-0.8, 0.6).
    const points = [
      [1 + 1.8, 2 + 2.4],
      [1 - 1.8, 2 - 2.4],
      [1 - 0.8, 2 + 0.6],
      [1 + 0.8, 2 - 0.6],
    ];
    const { scores, explained } = await principalComponents(
      Float32Array.from(points.flat()),
      4,
      2,
      unhurried,
    );
    expect(explained[0]).toBeCloseTo(18 / 20, 5);
    expect(explained[1]).toBeCloseTo(2 / 20, 5);
    expect(Math.abs(scores[0] ?? 0)).toBeCloseTo(3, 4);
    expect((scores[0] ?? 0) + (scores[2] ?? 0)).toBeCloseTo(0, 4);
    expect(Math.abs(scores[5] ?? 0)).toBeCloseTo(1, 4);
    expect(scores[4]).toBeCloseTo(0, 4);
  });

  it('orders by variance, explains no more than there is, and its scores do not go together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -9, max: 9 }), fc.nat(3)), {
          minLength: 3,
          maxLength: 30,
        }),
        async (points) => {
          const count = points.length;
          const { scores, explained } = await principalComponents(
            Float32Array.from(points.flat()),
            count,
            2,
            unhurried,
          );
          const [first = 0, second = 0] = explained;
          expect(first + second).toBeLessThanOrEqual(1 + 1e-6);
          expect(second).toBeLessThanOrEqual(first + 1e-3);
          let together = 0;
          let size = 0;
          for (let point = 0; point < count; point++) {
            const [x, y] = [scores[point * 2] ?? 0, scores[point * 2 + 1] ?? 0];
            together += x * y;
            size += x * x + y * y;
          }
          expect(Math.abs(together)).toBeLessThanOrEqual(1e-2 * Math.max(1, size));
        },
      ),
    );
  });

  it('puts equal points in one place', async () => {
    const { scores, explained } = await principalComponents(
      Float32Array.from([1, 2, 1, 2, 1, 2]),
      3,
      2,
      unhurried,
    );
    expect([...scores]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(explained).toEqual([0, 0]);
  });
});
