/** Eyes, muzzle, nose, mouth and whiskers. */
import type { Face } from './face';
import { furShade, lightened } from './fur';
import type { Colour, Frame, Painting } from './painting';
import { blend, ellipse, triangle, within, type Point } from './shapes';

const dark: Colour = [0.08, 0.06, 0.07];
const whitish: Colour = [0.97, 0.96, 0.93];

export function paintEyes(painting: Painting, frame: Frame, face: Face): void {
  const { species, eyeRadius, eyeSpread, eyeTilt, eyesClosed, eyeColour, pupil, gazeX, turnX, turnY } = face;
  for (const side of [-1, 1]) {
    const x = side * eyeSpread * (1 - side * turnX * 0.35) + turnX;
    const y = -0.18 + turnY;
    if (eyesClosed) {
      const lid: Point[] = [-1, -0.5, 0, 0.5, 1].map((t) => [
        x + t * eyeRadius,
        y + eyeRadius * 0.45 * (1 - t * t),
      ]);
      painting.stroke(frame, lid, 0.06, dark, 0.9);
      continue;
    }
    const height = species === 'cat' ? eyeRadius * 0.82 : eyeRadius * 0.95;
    const eye = ellipse(x, y, eyeRadius, height, -side * eyeTilt);
    painting.shape(frame, eye.bounds, eye.distance, eyeColour, 1, {
      width: 0.045,
      colour: dark,
      opacity: 0.85,
    });
    const tall = species === 'cat' ? height * 0.92 : eyeRadius * pupil;
    const hole = within(ellipse(x + gazeX * eyeRadius, y, eyeRadius * pupil, tall), eye);
    painting.shape(frame, hole.bounds, hole.distance, dark);
    const glint = ellipse(
      x + gazeX * eyeRadius - eyeRadius * 0.3,
      y - height * 0.35,
      eyeRadius * 0.2,
      eyeRadius * 0.2,
    );
    painting.shape(frame, glint.bounds, glint.distance, whitish, 0.95);
  }
}

export function paintMuzzle(painting: Painting, frame: Frame, face: Face): void {
  const { species, fur, muzzleWidth, muzzleHeight, noseSize, noseColour, tongue } = face;
  const x = face.turnX * 1.35;
  const y = (species === 'cat' ? 0.36 : 0.4) + face.turnY * 1.3;
  const puff = muzzleWidth * (species === 'cat' ? 0.72 : 0.55);
  const shade = fur.whiteMuzzle ? whitish : lightened(fur.base, 0.75);
  if (tongue) {
    const length = species === 'cat' ? 0.12 : 0.26;
    const shape = ellipse(x, y + muzzleHeight * 0.85 + length * 0.4, length * 0.62, length, 0);
    painting.shape(frame, shape.bounds, shape.distance, [0.88, 0.45, 0.48]);
  }
  const muzzle = blend(
    blend(
      ellipse(x - puff, y + 0.06, muzzleWidth, muzzleHeight),
      ellipse(x + puff, y + 0.06, muzzleWidth, muzzleHeight),
      0.06,
    ),
    species === 'cat'
      ? ellipse(x, y + 0.2, muzzleWidth * 0.8, muzzleHeight * 0.8)
      : ellipse(x, y - 0.22, muzzleWidth * 0.7, muzzleHeight * 0.9),
    0.12,
  );
  const coat = fur.pattern === 'mask' && !fur.whiteMuzzle ? furShade(fur) : shade;
  painting.shape(frame, muzzle.bounds, muzzle.distance, coat, 1, {
    width: 0.03,
    colour: dark,
    opacity: 0.14,
  });

  const noseY = species === 'cat' ? y - 0.13 : y - 0.2;
  paintMouth(painting, frame, face, x, noseY);
  const nose =
    species === 'cat'
      ? triangle(
          [x - noseSize, noseY - noseSize * 0.5],
          [x + noseSize, noseY - noseSize * 0.5],
          [x, noseY + noseSize * 0.5],
          0.03,
        )
      : blend(
          ellipse(x, noseY, noseSize, noseSize * 0.68),
          ellipse(x, noseY + noseSize * 0.4, noseSize * 0.5, noseSize * 0.5),
          0.1,
        );
  painting.shape(frame, nose.bounds, nose.distance, noseColour);
  const shine = ellipse(x - noseSize * 0.3, noseY - noseSize * 0.3, noseSize * 0.26, noseSize * 0.14);
  painting.shape(frame, shine.bounds, shine.distance, whitish, 0.55);
}

/** From the nose down, then a curve to each side. */
function paintMouth(painting: Painting, frame: Frame, face: Face, x: number, noseY: number): void {
  const cat = face.species === 'cat';
  const drop = cat ? 0.2 : 0.36;
  const reach = cat ? 0.2 : 0.34;
  painting.stroke(
    frame,
    [
      [x, noseY],
      [x, noseY + drop],
    ],
    0.04,
    dark,
    0.8,
  );
  for (const side of [-1, 1]) {
    const curve: Point[] = [0, 0.33, 0.67, 1].map((t) => [
      x + side * reach * t,
      noseY + drop + 0.36 * reach * Math.sin(Math.PI * Math.min(1, t * 0.85)),
    ]);
    painting.stroke(frame, curve, 0.04, dark, 0.8);
  }
}

export function paintWhiskers(painting: Painting, frame: Frame, face: Face): void {
  const { whiskerLength, whiskerDroop, whiskersLight, turnX, turnY } = face;
  if (whiskerLength === 0) return;
  const colour = whiskersLight ? whitish : dark;
  for (const side of [-1, 1]) {
    for (const row of [-1, 0, 1]) {
      const startX = turnX * 1.35 + side * 0.26;
      const startY = 0.42 + turnY * 1.3 + row * 0.07;
      const rise = row * 0.16 + whiskerDroop;
      const hair: Point[] = [0, 0.5, 1].map((t) => [
        startX + side * whiskerLength * t,
        startY + whiskerLength * (rise * t + 0.12 * t * t - 0.06 * t),
      ]);
      painting.stroke(frame, hair, 0.025, colour, 0.85);
    }
  }
}
