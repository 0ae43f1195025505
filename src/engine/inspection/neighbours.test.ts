import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestNeighbours } from './neighbours';

const unhurried = () => undefined;

it('finds the nearest on a line, by hand', async () => {
  const { indices, distances } = await nearestNeighbours(Float32Array.of(0, 1, 3, 10), 4, 3, unhurried);
  expect(indices).toEqual([
    [0, 1, 2],
    [1, 0, 2],
    [2, 1, 0],
    [3, 2, 1],
  ]);
  expect(distances).toEqual([
    [0, 1, 3],
    [0, 1, 2],
    [0, 2, 3],
    [0, 7, 9],
  ]);
});

it('is what sorting all distances gives, each point before its equals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
        minLength: 3,
        maxLength: 20,
      }),
      async (points) => {
        const { indices } = await nearestNeighbours(
          Float32Array.from(points.flat()),
          points.length,
          3,
          unhurried,
        );
        points.forEach(([x, y], point) => {
          const others = points
            .map(([otherX, otherY], index) => ({ index, far: (x - otherX) ** 2 + (y - otherY) ** 2 }))
            .filter(({ index }) => index !== point)
            .sort((a, b) => a.far - b.far || a.index - b.index)
            .map(({ index }) => index);
          expect(indices[point]).toEqual([point, ...others.slice(0, 2)]);
        });
      },
    ),
  );
});
