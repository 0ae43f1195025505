/** The paper size against the tables of the paper and of Keras Applications. */
import { describe, expect, test } from 'vitest';
import { blockMembers } from '../blockTree';
import { inceptionV3 } from './inceptionV3';
import { cardShapes } from './verification/cardShapes';
import { dense, paper, sum, totals } from './verification/counting';

describe('Inception v3', () => {
  test('has the maps of Keras Applications', () => {
    expect(cardShapes(paper('inception-v3'))).toMatchObject({
      'Conv2D 1': '149×149×32',
      'Conv2D 2': '147×147×32',
      'Conv2D 3': '147×147×64',
      'MaxPooling2D 1': '73×73×64',
      'Conv2D 4': '73×73×80',
      'Conv2D 5': '71×71×192',
      Stem: '35×35×192',
      'Mixed 0': '35×35×256',
      'Mixed 1': '35×35×288',
      'Mixed 2': '35×35×288',
      'Mixed 3': '17×17×768',
      'Mixed 4': '17×17×768',
      'Mixed 5': '17×17×768',
      'Mixed 6': '17×17×768',
      'Mixed 7': '17×17×768',
      'Mixed 8': '8×8×1280',
      'Mixed 9': '8×8×2048',
      'Mixed 10': '8×8×2048',
      'GlobalAveragePooling2D 1': '2048',
      'Dense 1': '1000',
    });
  });

  test('has 23,851,784 parameters, of which 34,432 are not trained', () => {
    type Kernel = readonly [height: number, width: number, from: number, to: number];
    const mixedA = (from: number, pooled: number): readonly Kernel[] => [
      [1, 1, from, 64],
      ...([
        [1, 1, from, 48],
        [5, 5, 48, 64],
      ] as const),
      ...([
        [1, 1, from, 64],
        [3, 3, 64, 96],
        [3, 3, 96, 96],
      ] as const),
      [1, 1, from, pooled],
    ];
    const mixedC = (inner: number): readonly Kernel[] => [
      [1, 1, 768, 192],
      ...([
        [1, 1, 768, inner],
        [1, 7, inner, inner],
        [7, 1, inner, 192],
      ] as const),
      ...([
        [1, 1, 768, inner],
        [7, 1, inner, inner],
        [1, 7, inner, inner],
      ] as const),
      ...([
        [7, 1, inner, inner],
        [1, 7, inner, 192],
      ] as const),
      [1, 1, 768, 192],
    ];
    const mixedE = (from: number): readonly Kernel[] => [
      [1, 1, from, 320],
      ...([
        [1, 1, from, 384],
        [1, 3, 384, 384],
        [3, 1, 384, 384],
      ] as const),
      ...([
        [1, 1, from, 448],
        [3, 3, 448, 384],
        [1, 3, 384, 384],
        [3, 1, 384, 384],
      ] as const),
      [1, 1, from, 192],
    ];
    const kernels: readonly Kernel[] = [
      ...([
        [3, 3, 3, 32],
        [3, 3, 32, 32],
        [3, 3, 32, 64],
        [1, 1, 64, 80],
        [3, 3, 80, 192],
      ] as const),
      ...[...mixedA(192, 32), ...mixedA(256, 64), ...mixedA(288, 64)],
      ...([
        [3, 3, 288, 384],
        [1, 1, 288, 64],
        [3, 3, 64, 96],
        [3, 3, 96, 96],
      ] as const),
      ...[...mixedC(128), ...mixedC(160), ...mixedC(160), ...mixedC(192)],
      ...([
        [1, 1, 768, 192],
        [3, 3, 192, 320],
      ] as const),
      ...([
        [1, 1, 768, 192],
        [1, 7, 192, 192],
        [7, 1, 192, 192],
        [3, 3, 192, 192],
      ] as const),
      ...[...mixedE(1280), ...mixedE(2048)],
    ];
    expect(kernels).toHaveLength(94);
    const weights = sum(...kernels.map(([kh, kw, from, to]) => kh * kw * from * to));
    const channels = sum(...kernels.map(([, , , to]) => to));
    // A normalization without gamma: beta, moving mean and moving variance.
    expect(weights + 3 * channels + dense(2048, 1000)).toBe(23_851_784);
    const { parameters, nonTrainable } = totals('inception-v3');
    expect(parameters).toBe(23_851_784);
    expect(nonTrainable).toBe(2 * channels);
    expect(nonTrainable).toBe(34_432);
  });

  test('costs 5.7 billion multiply-adds', () => {
    expect(totals('inception-v3').multiplyAdds / 1e9).toBeCloseTo(5.7, 1);
  });
});

test.each(['paper', 'playground'] as const)(
  'the %s size keeps a 5×5 in its first modules, as is said',
  (size) => {
    const network =
      size === 'paper' ? inceptionV3.sizes.paper() : inceptionV3.sizes.playground([64, 64, 3], 2);
    const modules = network.blocks.filter(({ title }) => title.startsWith('Mixed'));
    const members = blockMembers(network);
    const withLargeWindow = modules.filter(({ id }) =>
      members.get(id)?.some(({ parameters }) => String(parameters['kernelSize']) === '5,5'),
    );
    expect(withLargeWindow.length).toBeGreaterThan(0);
    expect(modules.slice(0, withLargeWindow.length)).toEqual(withLargeWindow);
  },
);
