/**
 * A tiny painter without a canvas, the same in every browser and in Node: shapes are signed distances,
 * their edges are smoothed over one pixel, and later shapes lie over earlier ones.
 */

/** Red, green, blue, 0–1, as displayed (sRGB). */
export type Colour = readonly [number, number, number];

/** Writes the colour at a point into `out`; may be called for every pixel, so it must not allocate. */
export type Shade = (x: number, y: number, out: Float64Array) => void;

/** Negative inside, in the units of the frame. */
export type Distance = (x: number, y: number) => number;

/** Where a drawing lies: its origin in pixels, pixels per unit, and its turn, clockwise in radians. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
}

/** A rim around a shape, `width` units wide, painted under it. */
export interface Outline {
  readonly width: number;
  readonly colour: Colour;
  readonly opacity: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The rectangle around some boxes' corners once the frame has turned them, in pixels. */
export function pixelBounds(frame: Frame, { left, top, right, bottom }: Bounds): Bounds {
  const cos = Math.cos(frame.angle) * frame.scale;
  const sin = Math.sin(frame.angle) * frame.scale;
  const xs = [
    left * cos - top * sin,
    right * cos - top * sin,
    left * cos - bottom * sin,
    right * cos - bottom * sin,
  ];
  const ys = [
    left * sin + top * cos,
    right * sin + top * cos,
    left * sin + bottom * cos,
    right * sin + bottom * cos,
  ];
  return {
    left: frame.x + Math.min(...xs),
    right: frame.x + Math.max(...xs),
    top: frame.y + Math.min(...ys),
    bottom: frame.y + Math.max(...ys),
  };
}

export class Painting {
  /** [height, width, 3], 0–1. */
  readonly rgb: Float32Array;
  readonly #out = new Float64Array(3);

  constructor(
    readonly height: number,
    readonly width: number,
  ) {
    this.rgb = new Float32Array(height * width * 3);
  }

  /** Colours every pixel; `shade` gets pixel centres. */
  cover(shade: Shade): void {
    const { rgb, height, width } = this;
    const out = this.#out;
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 3) {
        shade(x + 0.5, y + 0.5, out);
        rgb[at] = out[0] as number;
        rgb[at + 1] = out[1] as number;
        rgb[at + 2] = out[2] as number;
      }
    }
  }

  /** Lays a shape over the painting; outside `bounds` (in the frame's units) nothing is looked at. */
  shape(
    frame: Frame,
    bounds: Bounds,
    distance: Distance,
    colour: Colour | Shade,
    opacity = 1,
    outline: Outline | null = null,
  ): void {
    const { rgb, width } = this;
    const { scale } = frame;
    const out = this.#out;
    const rim = outline === null ? 0 : outline.width * scale;
    const box = pixelBounds(frame, bounds);
    const cos = Math.cos(frame.angle) / scale;
    const sin = Math.sin(frame.angle) / scale;
    const shade = typeof colour === 'function' ? colour : null;
    if (typeof colour !== 'function') out.set(colour);
    const left = Math.max(0, Math.floor(box.left - rim) - 1);
    const right = Math.min(width, Math.ceil(box.right + rim) + 1);
    const bottom = Math.min(this.height, Math.ceil(box.bottom + rim) + 1);
    for (let row = Math.max(0, Math.floor(box.top - rim) - 1); row < bottom; row++) {
      const dy = row + 0.5 - frame.y;
      for (let column = left; column < right; column++) {
        const dx = column + 0.5 - frame.x;
        const x = dx * cos + dy * sin;
        const y = dy * cos - dx * sin;
        const coverage = 0.5 - distance(x, y) * scale;
        if (coverage + rim <= 0) continue;
        const at = (row * width + column) * 3;
        if (outline !== null && coverage < 1) {
          lay(rgb, at, outline.colour, Math.min(1, coverage + rim) * outline.opacity);
        }
        if (coverage <= 0) continue;
        if (shade !== null) shade(x, y, out);
        lay(rgb, at, out, Math.min(1, coverage) * opacity);
      }
    }
  }

  /** A line with round ends through the points; thinner than a pixel it becomes fainter instead. */
  stroke(
    frame: Frame,
    points: readonly (readonly [number, number])[],
    thickness: number,
    colour: Colour,
    opacity = 1,
  ): void {
    const pixel = 1 / frame.scale;
    const radius = Math.max(thickness, pixel) / 2;
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const bounds = {
      left: Math.min(...xs) - radius,
      right: Math.max(...xs) + radius,
      top: Math.min(...ys) - radius,
      bottom: Math.max(...ys) + radius,
    };
    const distance: Distance = (x, y) => {
      let nearest = Infinity;
      for (let i = 1; i < points.length; i++) {
        const [ax, ay] = points[i - 1] as readonly [number, number];
        const [bx, by] = points[i] as readonly [number, number];
        nearest = Math.min(nearest, toSegment(x, y, ax, ay, bx, by));
      }
      return nearest - radius;
    };
    this.shape(frame, bounds, distance, colour, opacity * Math.min(1, thickness / pixel));
  }
}

function lay(rgb: Float32Array, at: number, colour: Colour | Float64Array, share: number): void {
  for (let c = 0; c < 3; c++) {
    const under = rgb[at + c] as number;
    rgb[at + c] = under + ((colour[c] as number) - under) * share;
  }
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  const px = x - ax - dx * along;
  const py = y - ay - dy * along;
  // Not `Math.hypot`, which is many times slower.
  return Math.sqrt(px * px + py * py);
}
