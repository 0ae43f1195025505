/** The line of a connection: from the bottom of one card to the top of another, by way of points. */
import { STRAIGHT_PX, type Place, type Rect } from '../layout';

/** An SVG path that leaves and arrives upright, and is upright at every point between. */
export function edgePath(ends: readonly Place[]): string {
  const [start] = ends;
  if (start === undefined) return '';
  const points = withStraightStart(ends);
  const curves = points.slice(1).map((point, at) => {
    const before = points[at] ?? start;
    return curveTo(before, point);
  });
  return `M${round(start.x)} ${round(start.y)}${curves.join('')}`;
}

/** Where there is room for it. */
function withStraightStart(points: readonly Place[]): readonly Place[] {
  const [start, next, ...others] = points;
  if (start === undefined || next === undefined) return points;
  if (Math.abs(next.x - start.x) < 0.5 || next.y < start.y + 2 * STRAIGHT_PX) return points;
  return [start, { x: start.x, y: start.y + STRAIGHT_PX }, next, ...others];
}

function curveTo(from: Place, to: Place): string {
  if (Math.abs(from.x - to.x) < 0.5 && to.y > from.y) return `L${round(to.x)} ${round(to.y)}`;
  // A line that has to go up swings out below its start and above its end.
  const reach =
    to.y > from.y
      ? Math.max((to.y - from.y) / 2, Math.min(48, Math.abs(to.x - from.x) / 4))
      : Math.min(160, 40 + (from.y - to.y) / 2);
  const numbers = [from.x, from.y + reach, to.x, to.y - reach, to.x, to.y].map(round);
  return `C${numbers.join(' ')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function outPort({ x, y, width, height }: Rect): Place {
  return { x: x + width / 2, y: y + height };
}

export function inPort({ x, y, width }: Rect): Place {
  return { x: x + width / 2, y };
}

/** Places along the line, near enough to each other to tell how far a point is from it. */
export function alongEdge(ends: readonly Place[]): readonly Place[] {
  const SAMPLES = 12;
  const points = withStraightStart(ends);
  return points.flatMap((to, at) => {
    const from = points[at - 1];
    if (from === undefined) return [to];
    return Array.from({ length: SAMPLES }, (_, step) => {
      const t = (step + 1) / SAMPLES;
      // The curve of `edgePath`: x eases in and out, y goes evenly enough.
      const eased = t * t * (3 - 2 * t);
      return { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * t };
    });
  });
}

export function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
