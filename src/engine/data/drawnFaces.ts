/**
 * Faces of cats and dogs, drawn by arithmetic: the sample data set. Coat, background, light, pose and scale come from
 * the same hat for both species, so that a picture's colours or a single pixel tell next to nothing; ears, eyes, nose
 * and muzzle tell them apart, as in life with exceptions (dogs with upright ears, cats with round pupils).
 */
import type { Random } from '../random';
import { drawBackground, paintBackground } from './drawing/background';
import { earBounds, paintEarsBefore, paintEarsBehind } from './drawing/ears';
import { drawFaceParameters, type Face } from './drawing/face';
import { paintEyes, paintMuzzle, paintWhiskers } from './drawing/features';
import { furShade, plainShade, scaled } from './drawing/fur';
import { hashNoise } from './drawing/noise';
import { Painting, pixelBounds, type Bounds, type Frame } from './drawing/painting';
import { around, blend, ellipse, tufted, within, type Shape } from './drawing/shapes';
import type { Species } from './imageSource';

/** Light over the whole picture. */
interface Light {
  readonly exposure: number;
  readonly warmth: number;
  readonly angle: number;
  /** How much brighter the lit side is. */
  readonly slope: number;
  /** Standard deviation of the sensor's noise. */
  readonly noise: number;
  readonly seed: number;
}

/**
 * Draws one face, [height, width, 3]. The same random stream gives the same picture at every size, but for the
 * sensor's noise.
 */
export function drawFace(
  species: Species,
  random: Random,
  height: number,
  width: number,
): Uint8Array<ArrayBuffer> {
  const face = drawFaceParameters(species, random);
  const background = drawBackground(random);
  const light = drawLight(random);
  const painting = new Painting(height, width);
  paintBackground(painting, background);
  paintAnimal(painting, frameOf(face, height, width), face);
  return develop(painting, light);
}

/** Where the face (head and ears) of `drawFace` with the same arguments lies, in pixels, cut at the picture's edge. */
export function faceBox(species: Species, random: Random, height: number, width: number): Bounds {
  const face = drawFaceParameters(species, random);
  const box = pixelBounds(frameOf(face, height, width), around([head(face).bounds, earBounds(face)]));
  return {
    left: Math.max(0, box.left),
    top: Math.max(0, box.top),
    right: Math.min(width, box.right),
    bottom: Math.min(height, box.bottom),
  };
}

function drawLight(random: Random): Light {
  return {
    exposure: random.between(0.7, 1.2),
    warmth: random.between(-0.08, 0.08),
    angle: random.between(0, 2 * Math.PI),
    slope: random.between(0, 0.4),
    noise: random.between(0.01, 0.05),
    seed: random.below(2 ** 31),
  };
}

function frameOf({ x, y, radius, roll }: Face, height: number, width: number): Frame {
  const side = Math.min(height, width);
  return { x: width / 2 + x * side, y: height / 2 + y * side, scale: radius * side, angle: roll };
}

function head({ species, headWidth, headHeight, tuftDepth }: Face): Shape {
  const skull = ellipse(0, -0.05, headWidth, headHeight);
  const jaw =
    species === 'cat' ? ellipse(0, 0.3, headWidth * 1.02, 0.52) : ellipse(0, 0.45, headWidth * 0.7, 0.6);
  const shape = blend(skull, jaw, 0.25);
  return tuftDepth === 0 ? shape : tufted(shape, tuftDepth, 46, 0.5);
}

function paintAnimal(painting: Painting, frame: Frame, face: Face): void {
  const { fur, collar } = face;
  // The body stays upright while the head is tilted.
  const upright: Frame = { ...frame, angle: frame.angle * 0.3 };
  const body = ellipse(0, 2.3, 1.15, 1.75);
  painting.shape(upright, body.bounds, body.distance, plainShade(scaled(fur.base, 0.85), fur.seed));
  if (collar !== null) {
    const band = within(ellipse(0, 0.75, 1.1, 0.62), body);
    painting.shape(upright, band.bounds, band.distance, collar);
    const tag = ellipse(0, 1.42, 0.13, 0.13);
    painting.shape(upright, tag.bounds, tag.distance, [0.93, 0.8, 0.35]);
  }
  paintEarsBehind(painting, frame, face);
  const shape = head(face);
  const shadow = ellipse(0, 0.2, face.headWidth, 0.95);
  painting.shape(frame, shadow.bounds, within(shadow, body).distance, [0.05, 0.04, 0.04], 0.25);
  const coat = furShade(fur);
  painting.shape(frame, shape.bounds, shape.distance, (x, y, out) => {
    coat(x, y, out);
    // Rounder: darker towards the edge and below.
    const round = 1.06 - 0.22 * Math.min(1, (x * x + y * y) ** 2) - 0.06 * y;
    for (let c = 0; c < 3; c++) out[c] = (out[c] as number) * round;
  });
  paintMuzzle(painting, frame, face);
  paintEyes(painting, frame, face);
  paintWhiskers(painting, frame, face);
  paintEarsBefore(painting, frame, face);
}

/** Lights the painting and makes bytes of it. */
function develop({ rgb, height, width }: Painting, light: Light): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rgb.length);
  const tint = [1 + light.warmth, 1, 1 - light.warmth];
  const slopeX = (Math.cos(light.angle) * light.slope) / width;
  const slopeY = (Math.sin(light.angle) * light.slope) / height;
  const grain = light.noise * Math.sqrt(12);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const brightness = 255 * light.exposure * (1 + (x - width / 2) * slopeX + (y - height / 2) * slopeY);
      // One hash gives three uniform numbers of ten bits.
      const hash = hashNoise(x, y, light.seed) * 2 ** 30;
      for (let c = 0; c < 3; c++) {
        const noise = grain * (((hash >>> (10 * c)) & 1023) / 1023 - 0.5);
        const value = (rgb[at + c] as number) * brightness * (tint[c] as number) + noise * 255 + 0.5;
        bytes[at + c] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
  return bytes;
}
