export type Direction = readonly [x: number, y: number];

/** Index of the nearest point within 45° of a direction; the same point where there is none. */
export function nearestInDirection(
  points: readonly (readonly [number, number])[],
  from: number,
  [alongX, alongY]: Direction,
): number {
  const [x, y] = points[from] ?? [0, 0];
  let nearest = from;
  let shortest = Infinity;
  for (const [index, [otherX, otherY]] of points.entries()) {
    const [dx, dy] = [otherX - x, otherY - y];
    const ahead = dx * alongX + dy * alongY;
    const aside = Math.abs(dx * alongY) + Math.abs(dy * alongX);
    const distance = Math.hypot(dx, dy);
    if (index === from || ahead <= 0 || aside > ahead || distance >= shortest) continue;
    nearest = index;
    shortest = distance;
  }
  return nearest;
}
