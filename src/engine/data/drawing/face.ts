/**
 * All that one drawn face is, before any pixel: in units of the head's radius, y downwards, the face looking at us.
 * What both species share is drawn the same way for both; only what makes a cat a cat differs.
 */
import type { Random } from '../../random';
import type { Species } from '../imageSource';
import { drawFur, pick, type Fur } from './fur';
import type { Colour } from './painting';

type EarKind = 'pointed' | 'floppy' | 'folded' | 'semiPointed';

export interface Ear {
  readonly kind: EarKind;
  /** Scales the ear. */
  readonly size: number;
  /** Radians, outwards. */
  readonly tilt: number;
}

export interface Face {
  readonly species: Species;
  /** Centre and head radius as fractions of the picture's shorter side; the centre from the picture's middle. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Radians, clockwise. */
  readonly roll: number;
  /** How far the features move over the head as it turns. */
  readonly turnX: number;
  readonly turnY: number;
  readonly headWidth: number;
  readonly headHeight: number;
  readonly tuftDepth: number;
  readonly fur: Fur;
  readonly earsDark: boolean;
  readonly leftEar: Ear;
  readonly rightEar: Ear;
  readonly eyeColour: Colour;
  readonly eyeRadius: number;
  readonly eyeSpread: number;
  readonly eyeTilt: number;
  readonly eyesClosed: boolean;
  /** Width of a pupil as a part of the eye's. */
  readonly pupil: number;
  readonly gazeX: number;
  readonly muzzleWidth: number;
  readonly muzzleHeight: number;
  readonly noseColour: Colour;
  readonly noseSize: number;
  readonly tongue: boolean;
  /** 0: none. */
  readonly whiskerLength: number;
  readonly whiskerDroop: number;
  readonly whiskersLight: boolean;
  readonly collar: Colour | null;
}

const catEyes: readonly Colour[] = [
  [0.62, 0.74, 0.3],
  [0.88, 0.72, 0.25],
  [0.8, 0.5, 0.18],
  [0.45, 0.68, 0.82],
  [0.45, 0.3, 0.16],
];
const dogEyes: readonly Colour[] = [
  [0.3, 0.18, 0.1],
  [0.42, 0.26, 0.13],
  [0.62, 0.42, 0.18],
  [0.5, 0.68, 0.82],
  [0.2, 0.13, 0.1],
];
const pinkNose: Colour = [0.84, 0.54, 0.52];
const darkNose: Colour = [0.12, 0.1, 0.11];
const brownNose: Colour = [0.42, 0.26, 0.22];
const collars: readonly Colour[] = [
  [0.8, 0.2, 0.2],
  [0.2, 0.42, 0.75],
  [0.25, 0.6, 0.35],
  [0.9, 0.7, 0.2],
  [0.55, 0.3, 0.65],
];

export function drawFaceParameters(species: Species, random: Random): Face {
  const cat = species === 'cat';
  const between = (low: number, high: number): number => random.between(low, high);
  const earKind = cat ? 'pointed' : dogEars(random.next());
  const earSize = between(0.85, 1.15);
  const ear = (): Ear => ({ kind: earKind, size: earSize * between(0.95, 1.05), tilt: between(-0.14, 0.16) });
  return {
    species,
    x: between(-0.13, 0.13),
    y: between(-0.06, 0.14),
    radius: between(0.21, 0.35),
    roll: random.normal() * 0.2,
    turnX: between(-0.15, 0.15),
    turnY: between(-0.08, 0.1),
    headWidth: cat ? between(0.95, 1.14) : between(0.82, 1.04),
    headHeight: cat ? between(0.82, 0.95) : between(0.9, 1.08),
    tuftDepth: random.next() < 0.5 ? between(0.02, 0.07) : 0,
    fur: drawFur(random),
    earsDark: random.next() < 0.45,
    leftEar: ear(),
    rightEar: ear(),
    eyeColour: pick(cat ? catEyes : dogEyes, random),
    eyeRadius: cat ? between(0.19, 0.26) : between(0.13, 0.19),
    eyeSpread: cat ? between(0.4, 0.48) : between(0.35, 0.45),
    eyeTilt: cat ? between(0.05, 0.3) : between(-0.15, 0.1),
    eyesClosed: random.next() < 0.06,
    pupil: cat ? between(0.16, 0.5) : between(0.55, 0.75),
    gazeX: between(-0.25, 0.25),
    muzzleWidth: cat ? between(0.24, 0.31) : between(0.4, 0.56),
    muzzleHeight: cat ? between(0.18, 0.24) : between(0.36, 0.5),
    noseColour: pick(
      cat ? [pinkNose, pinkNose, darkNose, brownNose] : [darkNose, darkNose, brownNose, pinkNose],
      random,
    ),
    noseSize: cat ? between(0.1, 0.14) : between(0.19, 0.27),
    tongue: random.next() < (cat ? 0.04 : 0.35),
    whiskerLength: random.next() < (cat ? 0.92 : 0.25) ? (cat ? between(0.7, 1.05) : between(0.3, 0.5)) : 0,
    whiskerDroop: between(-0.1, 0.2),
    whiskersLight: random.next() < 0.5,
    collar: random.next() < 0.35 ? pick(collars, random) : null,
  };
}

function dogEars(chance: number): EarKind {
  return chance < 0.48 ? 'floppy' : chance < 0.76 ? 'folded' : 'semiPointed';
}
