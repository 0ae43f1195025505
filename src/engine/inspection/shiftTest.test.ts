/** The shift test of random networks, branches and greyscale pictures included, against maps of a picture moved by hand. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { architectures } from '../../network/architectures';
import type { Network } from '../../network/graph';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { registerLayers } from '../layers/registerLayers';
import type { FeatureMaps } from '../protocol/featureMaps';
import type { Shift } from '../protocol/shiftTest';
import { inspected } from './inspectionFixture';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

const length = (values: readonly number[]) => Math.hypot(...values);

/** As the answer has it: `null` where it is not defined. */
function ratio(before: readonly number[], after: readonly number[]): number | null {
  const change = length(before.map((value, index) => value - (after[index] ?? NaN)));
  if (length(before) === 0) return change === 0 ? 0 : null;
  return change / length(before);
}

/** Before and after, of the cells of a map that are still in it when they have moved by so many rows and columns. */
function movedCells(before: FeatureMaps, after: FeatureMaps, rows: number, columns: number) {
  const [height = 0, width = 0, maps = 0] = before.shape;
  const pairs: (readonly [number, number])[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [down, right] = [y + rows, x + columns];
      if (down < 0 || right < 0 || down >= height || right >= width) continue;
      for (let map = 0; map < maps; map++) {
        pairs.push([
          before.values[(y * width + x) * maps + map] ?? NaN,
          after.values[(down * width + right) * maps + map] ?? NaN,
        ]);
      }
    }
  }
  return pairs;
}

/** Of one shift; float32 sums against float64. */
function expectNear(told: readonly (number | null)[], expected: number | null): void {
  if (expected === null) expect(told).toEqual([null]);
  else expect(Math.abs((told[0] ?? NaN) - expected)).toBeLessThanOrEqual(1e-4 * Math.max(1, expected));
}

async function expectShiftToBeTrue(network: Network, shift: Shift): Promise<number> {
  const still = await inspected(network);
  const { height, width, channels } = still.network.input;
  const pixels = still.probe.dataSync();
  const held = (at: number, end: number) => Math.min(end - 1, Math.max(0, at));
  const moved = await inspected(network, {
    pixels: Array.from(pixels, (_, index) => {
      const [cell, channel] = [Math.floor(index / channels), index % channels];
      const [y, x] = [Math.floor(cell / width), cell % width];
      return (
        pixels[(held(y - shift[1], height) * width + held(x - shift[0], width)) * channels + channel] ?? 0
      );
    }),
  });
  const { layers } = await still.ask('shiftTest', { shifts: [shift] });
  expect(layers.map(({ layerId }) => layerId).toSorted()).toEqual(
    network.nodes
      .filter(({ type }) => type !== 'input')
      .map(({ id }) => id)
      .toSorted(),
  );
  let compared = 0;
  for (const { layerId, stride, change, movedChange } of layers) {
    const before = await still.ask('featureMaps', { layerId });
    const after = await moved.ask('featureMaps', { layerId });
    const expected = ratio([...before.values], [...after.values]);
    expectNear(change, expected);
    const [rows, columns] = stride === null ? [NaN, NaN] : [shift[1] / stride[0], shift[0] / stride[1]];
    if (!Number.isInteger(rows) || !Number.isInteger(columns)) continue;
    const pairs = movedCells(before, after, rows, columns);
    const along = ratio(
      pairs.map(([first]) => first),
      pairs.map(([, second]) => second),
    );
    expectNear(movedChange, pairs.length === 0 ? null : along);
    compared++;
  }
  still.dispose();
  moved.dispose();
  return compared;
}

it('is true of every layer of random networks', { timeout: 60_000 }, async () => {
  let compared = 0;
  const by = fc.integer({ min: -4, max: 4 });
  await fc.assert(
    fc.asyncProperty(randomNetwork(8), fc.tuple(by, by), async (network, shift) => {
      compared += await expectShiftToBeTrue(network, shift);
    }),
    { numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(20);
});

it.each([
  ['googlenet', 3],
  ['resnet18', 1],
] as const)('is true of every layer of %s with %d colours', { timeout: 60_000 }, async (name, colours) => {
  const network = architectures.find(({ id }) => id === name)?.sizes.playground([16, 16, colours], 2);
  if (network === undefined) throw new Error(`There is no ${name}.`);
  expect(await expectShiftToBeTrue(network, [4, -2])).toBeGreaterThan(5);
});
