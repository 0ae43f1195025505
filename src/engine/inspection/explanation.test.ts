/** Grad-CAM, saliency and occlusion against a second implementation, in float64 by hand and by finite differences. */
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { architectures } from '../../network/architectures';
import { chain } from '../../network/chain';
import { infer } from '../../network/inference';
import { registerLayers } from '../layers/registerLayers';
import { inspected, type Inspected } from './inspectionFixture';

const side = 5;
const network = chain([
  ['input', { height: side, width: side, channels: 1 }],
  ['conv2d', { filters: 2, kernelSize: [2, 2], padding: 'valid', activation: 'relu' }],
  // Not max pooling: where all of a window is 0 its gradient is anybody's choice.
  ['averagePooling2d', { poolSize: [2, 2] }],
  ['flatten'],
  ['dense', { units: 3, activation: 'softmax' }],
]);
const convId = network.nodes[1]?.id ?? '';
/** Random enough that no pixel is at the kink of a ReLU. */
const pixels = Array.from({ length: side * side }, (_, index) => ((index * 7919) % 101) / 101);

let inside: Inspected;
let weights: number[][];

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
  inside = await inspected(network, { pixels });
  weights = inside.network.model.getWeights().map((weight) => [...weight.dataSync()]);
});
afterAll(() => inside.dispose());

const at = (list: readonly number[] | undefined, index: number): number => list?.[index] ?? NaN;

/** Maps [4][4][2] of the convolution, row-major. */
function maps(image: readonly number[]): number[] {
  const [kernel, bias] = weights;
  return Array.from({ length: 32 }, (_, cell) => {
    const [row, column, map] = [Math.floor(cell / 8), Math.floor(cell / 2) % 4, cell % 2];
    let sum = at(bias, map);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 2; j++)
        sum += at(image, (row + i) * side + column + j) * at(kernel, (i * 2 + j) * 2 + map);
    return Math.max(0, sum);
  });
}

/** Scores before softmax from the convolution's maps. */
function scores(conv: readonly number[]): number[] {
  const [, , dense, bias] = weights;
  const pooled = Array.from({ length: 8 }, (_, cell) => {
    const [row, column, map] = [Math.floor(cell / 4), Math.floor(cell / 2) % 2, cell % 2];
    const window = [0, 1].flatMap((i) => [0, 1].map((j) => ((row * 2 + i) * 4 + column * 2 + j) * 2 + map));
    return window.reduce((sum, index) => sum + at(conv, index), 0) / 4;
  });
  return [0, 1, 2].map((unit) =>
    pooled.reduce((sum, value, index) => sum + value * at(dense, index * 3 + unit), at(bias, unit)),
  );
}

function softmax(values: readonly number[]): number[] {
  const exponentials = values.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}

/** Central differences. */
function gradient(f: (x: readonly number[]) => number, x: readonly number[]): number[] {
  const step = 1e-6;
  return x.map((_, index) => {
    const moved = (by: number) => f(x.map((value, each) => (each === index ? value + by : value)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

function expectEach(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expected.forEach((value, index) => {
    expect(Math.abs((actual[index] ?? NaN) - value)).toBeLessThanOrEqual(1e-3 * largest);
  });
}

describe.each([0, 1, 2])('of class %i', (classIndex) => {
  it('Grad-CAM is the ReLU of the maps weighed by their mean gradients', async () => {
    const conv = maps(pixels);
    const slopes = gradient((values) => at(scores(values), classIndex), conv);
    const alpha = [0, 1].map(
      (map) => slopes.filter((_, index) => index % 2 === map).reduce((sum, value) => sum + value, 0) / 16,
    );
    const expected = Array.from({ length: 16 }, (_, cell) =>
      Math.max(0, at(alpha, 0) * at(conv, cell * 2) + at(alpha, 1) * at(conv, cell * 2 + 1)),
    );
    const answer = await inside.ask('gradCam', { layerId: convId, classIndex });
    expectEach(answer.weights, alpha);
    expectEach(answer.values, expected);
    expect(answer.probability).toBeCloseTo(at(softmax(scores(conv)), classIndex), 5);
  });

  it('saliency is the gradient times the pixel', async () => {
    const slopes = gradient((image) => at(scores(maps(image)), classIndex), pixels);
    const answer = await inside.ask('saliency', { classIndex });
    expectEach(
      answer.values,
      slopes.map((slope, index) => slope * at(pixels, index)),
    );
  });

  it('occlusion is what the probability loses under a grey square', async () => {
    const answer = await inside.ask('occlusion', { classIndex, windowPx: 2, stridePx: 2 });
    expect(answer.tops).toEqual([0, 2, 3]);
    const whole = at(softmax(scores(maps(pixels))), classIndex);
    const expected = answer.tops.flatMap((top) =>
      answer.lefts.map((left) => {
        const hidden = pixels.map((value, index) => {
          const [row, column] = [Math.floor(index / side), index % side];
          return row >= top && row < top + 2 && column >= left && column < left + 2 ? 0.5 : value;
        });
        return whole - at(softmax(scores(maps(hidden))), classIndex);
      }),
    );
    expectEach(answer.values, expected);
  });
});

describe('on any architecture, untrained', () => {
  it.each(architectures.map(({ id }) => id))(
    '%s explains itself at every map, and leaves no tensor',
    async (id) => {
      const playground = architectures.find((each) => each.id === id)?.sizes.playground([16, 16, 3], 2);
      if (playground === undefined) throw new Error(id);
      const each = await inspected(playground);
      const tensors = tf.memory().numTensors;
      const { order, nodes } = infer(playground);
      const withMaps = order.filter((node) => nodes.get(node)?.outputShape?.length === 3);
      const chosen = [withMaps[1], withMaps[Math.floor(withMaps.length / 2)], withMaps.at(-1)];
      for (const layerId of chosen) {
        const { values, height, width } = await each.ask('gradCam', {
          layerId: layerId ?? '',
          classIndex: null,
        });
        expect(values.length).toBe(height * width);
        expect(values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      }
      const { values } = await each.ask('saliency', { classIndex: 1 });
      expect(values.every(Number.isFinite)).toBe(true);
      await expect(each.ask('gradCam', { layerId: order.at(-1) ?? '', classIndex: 0 })).rejects.toThrow(
        'vector',
      );
      await expect(each.ask('saliency', { classIndex: 9 })).rejects.toThrow('no class 9');
      expect(tf.memory().numTensors).toBe(tensors);
      each.dispose();
    },
  );
});
