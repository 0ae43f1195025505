/** Noise that is a function of place alone, so that a drawing is the same at every size. */

/** White noise in [0, 1) for whole numbers. */
export function hashNoise(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth noise in [0, 1), one bump a unit. */
export function valueNoise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = smooth(x - left);
  const v = smooth(y - top);
  const upper = mix(hashNoise(left, top, seed), hashNoise(left + 1, top, seed), u);
  const lower = mix(hashNoise(left, top + 1, seed), hashNoise(left + 1, top + 1, seed), u);
  return mix(upper, lower, v);
}

/** 0 up to `low`, 1 from `high`, a smooth step between. */
export function smoothStep(low: number, high: number, value: number): number {
  return smooth(Math.max(0, Math.min(1, (value - low) / (high - low))));
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
