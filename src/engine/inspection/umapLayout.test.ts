/** What a UMAP layout is for: near stays near, and apart stays apart. */
import { describe, expect, it, vi } from 'vitest';
import { random } from '../random';
import { umapLayout } from './umapLayout';

const unhurried = () => undefined;

/** Three blobs in eight dimensions, 12 apart where each is about 1 wide, taken in turns. */
const clusters = Array.from({ length: 90 }, (_, index) => {
  const source = random(1, index);
  return Array.from({ length: 8 }, (_axis, axis) => source.normal() + (axis === index % 3 ? 12 : 0));
});

/** A ring in ten dimensions with a little noise, in no order: no plane through it keeps it but one. */
const ring = Array.from({ length: 120 }, (_, index) => {
  const source = random(2, index);
  const angle = (2 * Math.PI * ((index * 77) % 120)) / 120;
  return Array.from(
    { length: 10 },
    (_axis, axis) => [5 * Math.cos(angle), 5 * Math.sin(angle)][axis] ?? 0.1 * source.normal(),
  );
});

async function layOut(points: readonly (readonly number[])[], seed: number): Promise<number[][]> {
  const layout = await umapLayout(Float32Array.from(points.flat()), points.length, seed, unhurried);
  return points.map((_, index) => [...layout.subarray(index * 2, index * 2 + 2)]);
}

const distance = (a: readonly number[] = [], b: readonly number[] = []): number =>
  Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0)));

/** The other points, near to far. */
function ranked(points: readonly (readonly number[])[], from: number): readonly number[] {
  return [...points.keys()]
    .filter((index) => index !== from)
    .sort((a, b) => distance(points[from], points[a]) - distance(points[from], points[b]));
}

/** Venna & Kaski 2001: 1 where the `k` nearest in the layout are among the nearest before, about 0.5 for a random one. */
function trustworthiness(
  points: readonly (readonly number[])[],
  layout: readonly (readonly number[])[],
  k: number,
): number {
  const n = points.length;
  let penalty = 0;
  for (let point = 0; point < n; point++) {
    const before = ranked(points, point);
    for (const near of ranked(layout, point).slice(0, k)) {
      penalty += Math.max(0, before.indexOf(near) + 1 - k);
    }
  }
  return 1 - (2 / (n * k * (2 * n - 3 * k - 1))) * penalty;
}

describe('a UMAP layout', () => {
  it('keeps well separated clusters apart: each is narrower than the gap to the next', async () => {
    const layout = await layOut(clusters, 42);
    const widest = [0, 1, 2].map((cluster) =>
      Math.max(
        ...layout.flatMap((place, index) =>
          index % 3 === cluster
            ? layout.filter((_, other) => other % 3 === cluster).map((each) => distance(place, each))
            : [],
        ),
      ),
    );
    const centres = [0, 1, 2].map((cluster) => {
      const own = layout.filter((_, index) => index % 3 === cluster);
      return [0, 1].map((axis) => own.reduce((sum, place) => sum + (place[axis] ?? 0), 0) / own.length);
    });
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(distance(centres[a], centres[b])).toBeGreaterThan(1.5 * Math.max(...widest));
    }
    layout.forEach((_, index) => {
      for (const near of ranked(layout, index).slice(0, 10)) expect(near % 3).toBe(index % 3);
    });
  });

  it('preserves neighbours: trustworthiness over 0.95, where a random layout has about 0.5', async () => {
    const source = random(3);
    const anyhow = ring.map(() => [source.next(), source.next()]);
    expect(trustworthiness(ring, anyhow, 8)).toBeLessThan(0.6);
    expect(trustworthiness(ring, await layOut(ring, 42), 8)).toBeGreaterThan(0.95);
  });

  it('is the same for the same seed, another for another, and asks no other source of chance', async () => {
    const few = ring.slice(0, 40);
    const chance = vi.spyOn(Math, 'random');
    const [first, again, other] = [await layOut(few, 5), await layOut(few, 5), await layOut(few, 6)];
    expect(chance).not.toHaveBeenCalled();
    chance.mockRestore();
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('parts equal points, and is finite', async () => {
    const layout = await layOut(
      clusters.slice(0, 7).map(() => [1, 1]),
      1,
    );
    expect(layout.flat().every(Number.isFinite)).toBe(true);
    expect(new Set(layout.map(String)).size).toBe(7);
  });

  it('tells how far it is, ends where it is told to, and needs five points', async () => {
    const shares: number[] = [];
    const points = Float32Array.from(ring.flat());
    await umapLayout(points, ring.length, 1, (share) => {
      shares.push(share);
      return Promise.resolve();
    });
    const ended = umapLayout(points, ring.length, 1, (share) =>
      share > 0.5 ? Promise.reject(new Error('given up')) : Promise.resolve(),
    );
    await expect(ended).rejects.toThrow('given up');
    expect(shares.length).toBeGreaterThan(100);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    await expect(umapLayout(points, 4, 1, unhurried)).rejects.toMatchObject({ code: 'no-images' });
  });
});
