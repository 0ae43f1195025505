import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { infer } from '../inference';
import { networkSchema } from '../networkSchema';
import { architectures } from '.';

test('ids are distinct', () => {
  expect(new Set(architectures.map(({ id }) => id)).size).toBe(architectures.length);
});

test("the article's CNN has the published shapes and 13,070,658 parameters", () => {
  const network = architectures.find(({ id }) => id === 'article-cnn')?.sizes.paper();
  const { nodes, totals } = infer(network ?? { nodes: [], connections: [], blocks: [] });
  expect([...nodes.values()].map(({ outputShape }) => outputShape)).toEqual([
    [128, 128, 3],
    [126, 126, 32],
    [63, 63, 32],
    [61, 61, 64],
    [30, 30, 64],
    [28, 28, 128],
    [14, 14, 128],
    [25088],
    [512],
    [512],
    [256],
    [2],
  ]);
  expect(totals.parameters).toBe(
    // kernels of 3×3 and biases
    (9 * 3 + 1) * 32 +
      (9 * 32 + 1) * 64 +
      (9 * 64 + 1) * 128 +
      (25088 + 1) * 512 +
      (512 + 1) * 256 +
      (256 + 1) * 2,
  );
  expect(totals.parameters).toBe(13_070_658);
});

describe.each(architectures)('$id', ({ sizes }) => {
  test('is free of problems in paper size', () => {
    const network = sizes.paper();
    expect(infer(network).problems).toEqual([]);
    expect(networkSchema.parse(network)).toEqual(network);
  });

  test('fits images of any size and any number of classes in playground size', () => {
    const side = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(1 as const, 3 as const),
        fc.integer({ min: 2, max: 40 }),
        (height, width, channels, classes) => {
          const network = sizes.playground([height, width, channels], classes);
          expect(infer(network, { classes }).problems).toEqual([]);
          expect(infer(network).nodes.get(network.nodes[0]?.id ?? '')?.outputShape).toEqual([
            height,
            width,
            channels,
          ]);
        },
      ),
    );
  });
});
