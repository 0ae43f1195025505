import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { infer } from '../inference';
import { outline } from '../outline';
import { trainingSettingsSchema } from '../recipe';
import { networkSchema } from '../networkSchema';
import { architectures } from '.';
import { articleCnn } from './articleCnn';
import { cardShapes } from './verification/cardShapes';

test("the article's CNN has the published shapes and 13,070,658 parameters", () => {
  const network = articleCnn.sizes.paper();
  const { nodes, totals } = infer(network);
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

test('are the ten of the contract', () => {
  expect(architectures.map(({ id }) => id).toSorted()).toEqual([
    'alexnet',
    'alexnet-grouped',
    'article-cnn',
    'googlenet',
    'inception-v3',
    'lenet5',
    'resnet18',
    'resnet50',
    'vgg16',
    'vgg19',
  ]);
});

describe.each(architectures)('$id', ({ sizes, lookAt, introduction, recipe }) => {
  test('is free of problems in paper size', () => {
    const network = sizes.paper();
    expect(infer(network).problems).toEqual([]);
    expect(networkSchema.parse(network)).toEqual(network);
  });

  test('opens as a handful of cards', () => {
    for (const network of [sizes.paper(), sizes.playground([32, 32, 3], 2)]) {
      expect(outline(network, new Set()).cards.length).toBeLessThanOrEqual(16);
    }
  });

  test('has the card to look at in both sizes, from the smallest images on', () => {
    for (const network of [
      sizes.paper(),
      sizes.playground([16, 16, 1], 2),
      sizes.playground([128, 128, 3], 2),
    ]) {
      expect(Object.keys(cardShapes(network))).toContain(lookAt.card);
    }
    expect(introduction.length).toBeGreaterThan(200);
    expect(trainingSettingsSchema.parse(recipe)).toMatchObject(recipe);
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

test('VGG is true to what is said of its third block: each convolution sees eight pixels more', () => {
  const vgg = architectures.find(({ id }) => id === 'vgg16');
  expect(vgg?.lookAt).toMatchObject({
    card: 'Block 3',
    why: expect.stringContaining('eight pixels') as string,
  });
  for (const network of [vgg?.sizes.paper(), vgg?.sizes.playground([64, 64, 3], 2)]) {
    if (network === undefined) throw new Error('no VGG-16');
    const block = network.blocks.find(({ title }) => title === 'Block 3');
    const { nodes } = infer(network);
    const sides = network.nodes
      .filter((node) => node.block === block?.id && node.type === 'conv2d')
      .map(({ id }) => nodes.get(id)?.receptiveField?.size[0]);
    expect(sides).toEqual([24, 32, 40]);
  }
});
