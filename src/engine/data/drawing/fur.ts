/** Coats. Cats and dogs draw theirs from the same hat, so that colour tells nothing. */
import type { Random } from '../../random';
import { mix, smoothStep, valueNoise } from './noise';
import type { Colour, Shade } from './painting';

const coats: readonly Colour[] = [
  [0.13, 0.12, 0.13],
  [0.28, 0.27, 0.3],
  [0.47, 0.5, 0.56],
  [0.7, 0.69, 0.7],
  [0.94, 0.92, 0.88],
  [0.92, 0.82, 0.66],
  [0.88, 0.54, 0.22],
  [0.8, 0.6, 0.34],
  [0.7, 0.52, 0.38],
  [0.54, 0.36, 0.23],
  [0.35, 0.22, 0.15],
];

const white: Colour = [0.95, 0.93, 0.9];

type Pattern = 'plain' | 'stripes' | 'patches' | 'mask';

export interface Fur {
  readonly base: Colour;
  readonly second: Colour;
  readonly pattern: Pattern;
  /** Half-width of the white blaze between the eyes; 0: none. */
  readonly blaze: number;
  readonly whiteMuzzle: boolean;
  readonly stripeFrequency: number;
  readonly seed: number;
}

export function drawFur(random: Random): Fur {
  const base = tinted(pick(coats, random), random);
  const contrast = random.between(0.45, 0.75);
  const darker = random.next() < 0.7;
  const second: Colour = darker ? scaled(base, contrast) : lightened(base, contrast);
  const chance = random.next();
  const pattern: Pattern =
    chance < 0.3 ? 'plain' : chance < 0.6 ? 'stripes' : chance < 0.82 ? 'patches' : 'mask';
  return {
    base,
    second: pattern === 'patches' ? tinted(pick(coats, random), random) : second,
    pattern,
    blaze: random.next() < 0.3 ? random.between(0.1, 0.28) : 0,
    whiteMuzzle: random.next() < 0.45,
    stripeFrequency: random.between(7, 11),
    seed: random.below(2 ** 31),
  };
}

/** The coat over the face, whose head has a radius of about 1. */
export function furShade(fur: Fur): Shade {
  const { base, second, pattern, blaze, stripeFrequency, seed } = fur;
  return (x, y, out) => {
    let share = 0;
    if (pattern === 'stripes') share = stripes(x, y, stripeFrequency, seed);
    else if (pattern === 'patches') share = smoothStep(0.5, 0.56, valueNoise(x * 1.5 + 9, y * 1.5 + 9, seed));
    else if (pattern === 'mask') share = 1 - smoothStep(0.45, 0.85, Math.hypot(x * 1.1, y - 0.25));
    const strand = 0.9 + 0.2 * valueNoise(x * 22, y * 9, seed ^ 77);
    const whiteShare =
      blaze === 0 ? 0 : 1 - smoothStep(blaze * 0.8, blaze * 1.1, Math.abs(x) - Math.max(0, y) * 0.4);
    for (let c = 0; c < 3; c++) {
      const coat = mix(base[c] as number, second[c] as number, share) * strand;
      out[c] = mix(coat, (white[c] as number) * (0.96 + 0.04 * strand), whiteShare);
    }
  };
}

/** A coat with one colour, for ears and body, with the strands but not the pattern. */
export function plainShade(colour: Colour, seed: number): Shade {
  return (x, y, out) => {
    const strand = 0.9 + 0.2 * valueNoise(x * 18, y * 8, seed ^ 55);
    for (let c = 0; c < 3; c++) out[c] = (colour[c] as number) * strand;
  };
}

/** Bars on the forehead that fan out to the cheeks, as on a tabby or a brindle. */
function stripes(x: number, y: number, frequency: number, seed: number): number {
  const bend = 0.5 * valueNoise(x * 2 + 5, y * 2 + 5, seed);
  const along = y < -0.2 ? x * 1.1 : y * 0.8 + Math.abs(x) * 0.5;
  const edge = smoothStep(0.15, 0.5, Math.max(-y, Math.abs(x) - 0.2));
  return smoothStep(0.1, 0.5, Math.sin((along + bend * 0.3) * frequency)) * edge;
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)] as T;
}

export function scaled(colour: Colour, factor: number): Colour {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

/** Towards white by `1 − kept`. */
export function lightened(colour: Colour, kept: number): Colour {
  return [1 - (1 - colour[0]) * kept, 1 - (1 - colour[1]) * kept, 1 - (1 - colour[2]) * kept];
}

function tinted(colour: Colour, random: Random): Colour {
  const factor = random.between(0.85, 1.1);
  return [
    Math.min(1, colour[0] * factor * random.between(0.96, 1.04)),
    Math.min(1, colour[1] * factor),
    Math.min(1, colour[2] * factor * random.between(0.96, 1.04)),
  ];
}
