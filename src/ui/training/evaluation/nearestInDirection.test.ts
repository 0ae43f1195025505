import { expect, it } from 'vitest';
import { nearestInDirection } from './nearestInDirection';

it('goes to the nearest point on that side, and stays where there is none', () => {
  const points = [
    [0, 0],
    [5, 1],
    [3, -1],
    [1, 9],
  ] as const;
  expect(nearestInDirection(points, 0, [1, 0])).toBe(2);
  expect(nearestInDirection(points, 0, [0, 1])).toBe(3);
  expect(nearestInDirection(points, 0, [-1, 0])).toBe(0);
});
