/** Ears: behind the head where they stand, before it where they hang. `side` is −1 for the left one, 1 for the right one. */
import type { Ear, Face } from './face';
import { plainShade, scaled } from './fur';
import type { Frame, Painting } from './painting';
import { around, ellipse, mirrored, triangle, type Point, type Shape } from './shapes';

const pink = [0.86, 0.62, 0.6] as const;

interface EarShapes {
  /** Standing part with the colour inside it. */
  readonly outer: Shape | null;
  readonly inner: Shape | null;
  /** Hanging part, drawn over the head. */
  readonly flap: Shape | null;
}

/** What the ears reach, for the face's bounding box. */
export function earBounds(face: Face): ReturnType<typeof around> {
  const shapes = [earShapes(face, face.leftEar, -1), earShapes(face, face.rightEar, 1)];
  return around(shapes.flatMap(({ outer, flap }) => [outer, flap].flatMap((shape) => shape?.bounds ?? [])));
}

export function paintEarsBehind(painting: Painting, frame: Frame, face: Face): void {
  forBoth(face, ({ outer, inner }) => {
    if (outer !== null) painting.shape(frame, outer.bounds, outer.distance, earShade(face, 0.92));
    if (inner !== null) painting.shape(frame, inner.bounds, inner.distance, innerColour(face), 0.8);
  });
}

export function paintEarsBefore(painting: Painting, frame: Frame, face: Face): void {
  forBoth(face, ({ flap }) => {
    if (flap === null) return;
    const shadow = { width: 0.035, colour: [0.05, 0.04, 0.04], opacity: 0.3 } as const;
    painting.shape(frame, flap.bounds, flap.distance, earShade(face, 0.8), 1, shadow);
  });
}

function forBoth(face: Face, paint: (shapes: EarShapes) => void): void {
  paint(earShapes(face, face.leftEar, -1));
  paint(earShapes(face, face.rightEar, 1));
}

function earShapes(face: Face, ear: Ear, side: -1 | 1): EarShapes {
  const shapes = rightEar(face, ear);
  if (side === 1) return shapes;
  const flip = (shape: Shape | null): Shape | null => (shape === null ? null : mirrored(shape));
  return { outer: flip(shapes.outer), inner: flip(shapes.inner), flap: flip(shapes.flap) };
}

function rightEar({ headWidth, headHeight }: Face, { kind, size, tilt }: Ear): EarShapes {
  /** A point given for a head of 1 × 1, turned about the ear's root. */
  const root: Point = [0.58 * headWidth, -0.6 * headHeight];
  const at = (x: number, y: number): Point => {
    const dx = x * size;
    const dy = y * size;
    return [
      root[0] + dx * Math.cos(tilt) - dy * Math.sin(tilt),
      root[1] + dx * Math.sin(tilt) + dy * Math.cos(tilt),
    ];
  };
  switch (kind) {
    case 'pointed':
      return {
        outer: triangle(at(-0.36, 0.0), at(0.36, 0.4), at(0.22, -0.78), 0.05),
        inner: triangle(at(-0.14, 0.0), at(0.24, 0.2), at(0.18, -0.56), 0.03),
        flap: null,
      };
    case 'semiPointed':
      return {
        outer: triangle(at(-0.26, 0.0), at(0.26, 0.3), at(0.1, -0.66), 0.13),
        inner: triangle(at(-0.1, 0.0), at(0.16, 0.16), at(0.08, -0.5), 0.06),
        flap: null,
      };
    case 'folded':
      return {
        outer: triangle(at(-0.3, 0.1), at(0.3, 0.3), at(0.06, -0.34), 0.1),
        inner: null,
        flap: triangle(at(-0.2, -0.3), at(0.36, -0.24), at(0.36, 0.26), 0.1),
      };
    case 'floppy': {
      const [x, y] = at(0.36, 0.52);
      return { outer: null, inner: null, flap: ellipse(x, y, 0.27 * size, 0.68 * size, -0.22 + tilt) };
    }
  }
}

function earShade({ fur, earsDark }: Face, factor: number): ReturnType<typeof plainShade> {
  return plainShade(earsDark ? scaled(fur.second, factor) : scaled(fur.base, factor), fur.seed);
}

function innerColour({ fur }: Face): readonly [number, number, number] {
  return [(pink[0] + fur.base[0]) / 2, (pink[1] + fur.base[1]) / 2, (pink[2] + fur.base[2]) / 2];
}
