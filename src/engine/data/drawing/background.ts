/** What stands behind a face: rooms, gardens, wallpaper, and clutter with ear-like corners and eye-like discs. */
import type { Random } from '../../random';
import { pick } from './fur';
import { hashNoise, mix, smoothStep, valueNoise } from './noise';
import type { Colour, Frame, Painting, Shade } from './painting';
import { ellipse, triangle } from './shapes';

interface Clutter {
  readonly kind: 'disc' | 'corner';
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly angle: number;
  readonly colour: Colour;
}

export interface Background {
  readonly kind: 'gradient' | 'stripes' | 'tiles' | 'room' | 'leaves';
  readonly first: Colour;
  readonly second: Colour;
  readonly angle: number;
  /** Of stripes, tiles and leaves, per picture side. */
  readonly frequency: number;
  readonly horizon: number;
  readonly clutter: readonly Clutter[];
  readonly seed: number;
}

export function drawBackground(random: Random): Background {
  const kind = pick(['gradient', 'stripes', 'tiles', 'room', 'leaves'] as const, random);
  const first = anyColour(random);
  const second = anyColour(random);
  const background = {
    kind,
    first,
    second,
    angle: random.between(0, 2 * Math.PI),
    frequency: random.between(3, 9),
    horizon: random.between(0.5, 0.85),
    seed: random.below(2 ** 31),
  };
  const clutter = Array.from({ length: random.below(7) }, (): Clutter => ({
    kind: random.next() < 0.5 ? 'disc' : 'corner',
    x: random.next(),
    y: random.next(),
    size: random.between(0.04, 0.17),
    angle: random.between(0, 2 * Math.PI),
    colour: anyColour(random),
  }));
  return { ...background, clutter };
}

export function paintBackground(painting: Painting, background: Background): void {
  const { height, width } = painting;
  const side = Math.min(height, width);
  painting.cover(backgroundShade(background, side));
  for (const { kind, x, y, size, angle, colour } of background.clutter) {
    const frame: Frame = { x: x * width, y: y * height, scale: side * size, angle };
    const shape = kind === 'disc' ? ellipse(0, 0, 1, 0.9) : triangle([-0.8, 0.7], [0.8, 0.7], [0, -1], 0.1);
    painting.shape(frame, shape.bounds, shape.distance, colour, 0.85);
  }
}

function backgroundShade(
  { kind, first, second, angle, frequency, horizon, seed }: Background,
  side: number,
): Shade {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  // A step one pixel wide, so that edges are smooth at every size.
  const soft = (frequency * Math.PI) / side;
  const shareAt = (x: number, y: number): number => {
    const along = x * cos + y * sin;
    switch (kind) {
      case 'gradient':
        return smoothStep(-0.8, 1.2, along);
      case 'stripes':
        return smoothStep(-soft, soft, Math.sin(along * frequency * Math.PI));
      case 'tiles': {
        const across = y * cos - x * sin;
        return smoothStep(
          -soft,
          soft,
          Math.sin(along * frequency * Math.PI) * Math.sin(across * frequency * Math.PI),
        );
      }
      case 'room':
        return smoothStep(horizon - 1 / side, horizon + 1 / side, y + 0.15 * cos * (x - 0.5));
      case 'leaves':
        return (
          0.7 * valueNoise(x * frequency * 2, y * frequency * 2, seed) +
          0.3 * hashNoise(Math.floor(x * 64), Math.floor(y * 64), seed)
        );
    }
  };
  return (px, py, out) => {
    const share = shareAt(px / side, py / side);
    for (let c = 0; c < 3; c++) out[c] = mix(first[c] as number, second[c] as number, share);
  };
}

/** Any hue, mostly muted, from dark to light. */
function anyColour(random: Random): Colour {
  const hue = random.next() * 6;
  const saturation = random.next() ** 1.5 * 0.75;
  const value = random.between(0.15, 0.95);
  const channel = (shift: number): number => {
    const k = (shift + hue) % 6;
    return value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [channel(5), channel(3), channel(1)];
}
