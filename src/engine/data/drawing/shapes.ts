/** Signed distances of the shapes that faces are made of (after Inigo Quilez, "2D distance functions"). */
import type { Bounds, Distance } from './painting';

export interface Shape {
  readonly distance: Distance;
  readonly bounds: Bounds;
}

export type Point = readonly [number, number];

/** An ellipse, turned clockwise by `angle`; the distance is exact at the edge and good near it. */
export function ellipse(x: number, y: number, radiusX: number, radiusY: number, angle = 0): Shape {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const distance: Distance = (px, py) => {
    const dx = px - x;
    const dy = py - y;
    const u = dx * cos + dy * sin;
    const v = dy * cos - dx * sin;
    const a = u / radiusX;
    const b = v / radiusY;
    const inside = Math.sqrt(a * a + b * b);
    const slope = Math.sqrt((a / radiusX) ** 2 + (b / radiusY) ** 2);
    return slope < 1e-9 ? -Math.min(radiusX, radiusY) : (inside * (inside - 1)) / slope;
  };
  const halfWidth = Math.hypot(radiusX * cos, radiusY * sin);
  const halfHeight = Math.hypot(radiusX * sin, radiusY * cos);
  return {
    distance,
    bounds: { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight },
  };
}

/** A triangle grown by `rounding` on all sides. */
export function triangle(a: Point, b: Point, c: Point, rounding: number): Shape {
  const turn = Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const [ax, ay, bx, by, cx, cy] = [...a, ...b, ...c];
  const distance: Distance = (x, y) => {
    const nearest = Math.min(
      toEdgeSquared(x - ax, y - ay, bx - ax, by - ay),
      toEdgeSquared(x - bx, y - by, cx - bx, cy - by),
      toEdgeSquared(x - cx, y - cy, ax - cx, ay - cy),
    );
    const inside =
      turn * ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) > 0 &&
      turn * ((cx - bx) * (y - by) - (cy - by) * (x - bx)) > 0 &&
      turn * ((ax - cx) * (y - cy) - (ay - cy) * (x - cx)) > 0;
    return (inside ? -Math.sqrt(nearest) : Math.sqrt(nearest)) - rounding;
  };
  const xs = [a[0], b[0], c[0]];
  const ys = [a[1], b[1], c[1]];
  return {
    distance,
    bounds: {
      left: Math.min(...xs) - rounding,
      right: Math.max(...xs) + rounding,
      top: Math.min(...ys) - rounding,
      bottom: Math.max(...ys) + rounding,
    },
  };
}

/** From a point to an edge, both seen from the edge's start. */
function toEdgeSquared(x: number, y: number, ex: number, ey: number): number {
  const along = Math.max(0, Math.min(1, (x * ex + y * ey) / (ex * ex + ey * ey)));
  return (x - ex * along) ** 2 + (y - ey * along) ** 2;
}

/** Two shapes grown together with a seam `softness` wide. */
export function blend(first: Shape, second: Shape, softness: number): Shape {
  const distance: Distance = (x, y) => {
    const a = first.distance(x, y);
    const b = second.distance(x, y);
    const h = Math.max(0, softness - Math.abs(a - b)) / softness;
    return Math.min(a, b) - (h * h * softness) / 4;
  };
  return { distance, bounds: around([first.bounds, second.bounds]) };
}

/** The part of `shape` that lies inside `cutter`. */
export function within(shape: Shape, cutter: Shape): Shape {
  return { distance: (x, y) => Math.max(shape.distance(x, y), cutter.distance(x, y)), bounds: shape.bounds };
}

/** An edge of tufts instead of a smooth one. */
export function tufted(shape: Shape, depth: number, tufts: number, phase: number): Shape {
  const { bounds } = shape;
  const distance: Distance = (x, y) => {
    const d = shape.distance(x, y);
    // Far from the edge tufts change nothing, and arctangents are slow.
    if (d > 2 * depth || d < -2 * depth) return d;
    const wave = Math.abs(((Math.atan2(x, y) * tufts) / (2 * Math.PI) + phase) % 1);
    return d + depth * (2 * Math.abs(wave - 0.5) - 0.5);
  };
  return {
    distance,
    bounds: {
      left: bounds.left - depth,
      right: bounds.right + depth,
      top: bounds.top - depth,
      bottom: bounds.bottom + depth,
    },
  };
}

/** `shape` on the other side of the face. */
export function mirrored(shape: Shape): Shape {
  const { left, right, top, bottom } = shape.bounds;
  return { distance: (x, y) => shape.distance(-x, y), bounds: { left: -right, right: -left, top, bottom } };
}

export function around(boxes: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}
