/**
 * Seeded random numbers for everything that must repeat: initial weights, shuffles, dropout, augmentation, drawings.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32; one stream a purpose.
 */

export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Integer in [0, n). */
  below(n: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
}

/** A stream for `seed` and any number of further keys (epoch, step, layer index): different keys, unrelated streams. */
export function random(seed: number, ...keys: readonly number[]): Random {
  let state = seed >>> 0;
  for (const key of keys) state = mix((state ^ mix(key >>> 0)) + 0x9e3779b9);
  let a = (state = mix(state + 0x9e3779b9));
  let b = (state = mix(state + 0x9e3779b9));
  let c = (state = mix(state + 0x9e3779b9));
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** Fisher-Yates, in place. */
export function shuffle<T>(items: T[], source: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = source.below(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** splitmix32's finaliser. */
function mix(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}
