import { describe, expect, test } from 'vitest';
import { articleCnn } from './architectures/articleCnn';
import { chain, type LayerSpec } from './chain';
import { connect, disconnect } from './connecting';
import { addLayer, newId, removeNode, setParameters } from './edits';
import { emptyNetwork, labels, topologicalOrder, type Network } from './graph';
import { infer } from './inference';
import type { InferenceContext } from './problem';

const head: LayerSpec = ['dense', { units: 2, activation: 'softmax' }];

function colour(side: number): LayerSpec {
  return ['input', { height: side, width: side, channels: 3 }];
}

/** `Conv2D 1 error: message [fix]` a problem. */
function problems(network: Network, context?: InferenceContext): readonly string[] {
  const names = labels(network);
  return infer(network, context).problems.map(({ severity, nodeId, message, fix }) => {
    const place = nodeId === null ? 'Network' : (names.get(nodeId) ?? '?');
    return `${place} ${severity}: ${message}${fix === undefined ? '' : ` [${fix.label}]`}`;
  });
}

/** Applies the first fix on offer until there is none. */
function fixAll(network: Network, context?: InferenceContext, limit = 20): Network {
  const fix = infer(network, context).problems.find((problem) => problem.fix !== undefined)?.fix;
  if (fix === undefined) return network;
  expect(limit).toBeGreaterThan(0);
  return fixAll(fix.apply(network), context, limit - 1);
}

function layerOrder(network: Network): readonly string[] {
  const names = labels(network);
  return topologicalOrder(network).map((id) => names.get(id) ?? '');
}

describe('facts', () => {
  test('of a small network, counted by hand', () => {
    const network = chain([
      ['input', { height: 9, width: 7, channels: 1 }],
      ['conv2d', { filters: 4, kernelSize: [3, 2], strides: [2, 1], activation: 'relu' }],
      ['batchNormalization'],
      ['averagePooling2d', { poolSize: [2, 3], padding: 'same' }],
      ['flatten'],
      head,
    ]);
    const { nodes, totals } = infer(network);
    const facts = [...nodes.values()];
    // (9 - 3) / 2 + 1 = 4 rows, 7 - 2 + 1 = 6 columns; ceil(4 / 2) = 2 rows, ceil(6 / 3) = 2 columns.
    expect(facts.map(({ outputShape }) => outputShape)).toEqual([
      [9, 7, 1],
      [4, 6, 4],
      [4, 6, 4],
      [2, 2, 4],
      [16],
      [2],
    ]);
    expect(facts.map(({ parameters }) => parameters)).toEqual([
      { trainable: 0, nonTrainable: 0 },
      { trainable: 3 * 2 * 1 * 4 + 4, nonTrainable: 0 },
      { trainable: 8, nonTrainable: 8 },
      { trainable: 0, nonTrainable: 0 },
      { trainable: 0, nonTrainable: 0 },
      { trainable: 16 * 2 + 2, nonTrainable: 0 },
    ]);
    expect(facts.map(({ multiplyAdds }) => multiplyAdds)).toEqual([0, 4 * 6 * 4 * 3 * 2, 0, 0, 0, 32]);
    expect(totals).toEqual({ parameters: 78, trainable: 70, nonTrainable: 8, multiplyAdds: 608 });
    expect(facts[3]?.receptiveField).toEqual({ size: [5, 4], stride: [4, 3], start: [0, 0] });
    expect(facts[4]?.receptiveField).toBeNull();
  });

  test("VGG-16's last pool sees 212 pixels, 32 apart, from 90 before the edge (Distill 2019, table 1)", () => {
    const stage = (filters: number, depth: number): readonly LayerSpec[] => [
      ...Array.from({ length: depth }, (): LayerSpec => ['conv2d', { filters, padding: 'same' }]),
      ['maxPooling2d'],
    ];
    const network = chain([
      colour(224),
      ...stage(64, 2),
      ...stage(128, 2),
      ...stage(256, 3),
      ...stage(512, 3),
      ...stage(512, 3),
    ]);
    const last = [...infer(network).nodes.values()].at(-1);
    expect(last?.receptiveField).toEqual({ size: [212, 212], stride: [32, 32], start: [-90, -90] });
    expect(last?.outputShape).toEqual([7, 7, 512]);
  });

  test('paths that meet see together', () => {
    const trunk = chain([
      colour(16),
      ['conv2d', { filters: 3, kernelSize: [5, 1], padding: 'same' }],
      ['add'],
    ]);
    const [input = '', , add = ''] = trunk.nodes.map(({ id }) => id);
    const inference = infer(connect(trunk, input, add)).nodes.get(add);
    expect(inference?.outputShape).toEqual([16, 16, 3]);
    expect(inference?.receptiveField).toEqual({ size: [5, 1], stride: [1, 1], start: [-2, 0] });
  });

  test('are kept for the same network and class count', () => {
    const network = articleCnn.sizes.paper();
    expect(infer(network)).toBe(infer(network));
    expect(infer(network, { classes: 2 })).toBe(infer(network, { classes: 2 }));
    expect(infer(network, { classes: 3 }).valid).toBe(false);
    expect(infer(network).valid).toBe(true);
  });

  test('of layers after one that does not fit are unknown, without problems of their own', () => {
    const network = chain([colour(8), ['conv2d'], ['dense'], ['dense'], head]);
    const shapes = [...infer(network).nodes.values()].map(({ outputShape }) => outputShape);
    expect(shapes).toEqual([[8, 8, 3], [6, 6, 32], null, null, null]);
    expect(infer(network).problems).toHaveLength(1);
  });
});

describe('problems', () => {
  test('none in a sound network', () => {
    expect(problems(articleCnn.sizes.paper(), { classes: 2 })).toEqual([]);
  });

  test('Dense after a feature map', () => {
    const network = chain([colour(8), ['conv2d'], head]);
    expect(problems(network)).toEqual([
      'Dense 1 error: Dense reads a flat vector, but feature maps of 6 × 6 × 32 arrive. Put Flatten (or GlobalAveragePooling2D) ' +
        'before it. [Add Flatten]',
    ]);
    expect(layerOrder(fixAll(network))).toEqual(['Input 1', 'Conv2D 1', 'Flatten 1', 'Dense 1']);
  });

  test('Add Flatten leaves other branches as they are', () => {
    const trunk = chain([colour(8), ['conv2d', { filters: 3, padding: 'same' }], ['add'], ['flatten'], head]);
    const [, conv = '', add = ''] = trunk.nodes.map(({ id }) => id);
    const network = connect(addLayer(trunk, 'dense', { after: conv, before: add }), conv, add);
    const dense = newId(trunk, 'dense');
    const fix = infer(network).nodes.get(dense)?.problems[0]?.fix;
    const fixed = fix?.apply(network) ?? network;
    expect(infer(fixed).nodes.get(dense)?.inputShapes).toEqual([[192]]);
    expect(infer(fixed).nodes.get(add)?.inputShapes).toEqual([[64], [8, 8, 3]]);
  });

  test('a feature map smaller than the kernel', () => {
    const network = chain([colour(5), ['maxPooling2d'], ['conv2d'], ['flatten'], head]);
    expect(problems(network)).toEqual([
      'Conv2D 1 error: The feature map has shrunk to 2×2, smaller than the 3×3 kernel, so there is no place left to put it. Use ' +
        'padding "same", a smaller kernel, fewer pooling layers or larger images. [Use padding same]',
    ]);
    expect(problems(fixAll(network))).toEqual([]);
  });

  test('convolution after Flatten', () => {
    const network = chain([colour(8), ['conv2d'], ['flatten'], ['dense'], ['maxPooling2d'], head]);
    expect(problems(network)).toEqual([
      'MaxPooling2D 1 error: MaxPooling2D needs feature maps (height × width × channels), but a flat vector of 64 values arrives. ' +
        'Move it before the layer that flattens. [Move after Conv2D 1]',
    ]);
    expect(layerOrder(fixAll(network))).toEqual([
      'Input 1',
      'Conv2D 1',
      'MaxPooling2D 1',
      'Flatten 1',
      'Dense 1',
      'Dense 2',
    ]);
  });

  test('Flatten twice', () => {
    const network = chain([colour(8), ['flatten'], ['flatten'], head]);
    expect(problems(network)).toEqual([
      'Flatten 2 error: What arrives is already a flat vector: there is nothing to flatten. [Remove Flatten 2]',
    ]);
    expect(problems(fixAll(network))).toEqual([]);
  });

  test('no layers, no Input, two Inputs', () => {
    expect(problems(emptyNetwork)).toEqual([
      'Network error: The network has no layers yet. Begin with an Input. [Add Input]',
    ]);
    const headless = chain([['flatten'], head]);
    expect(problems(headless)).toEqual([
      'Flatten 1 error: The network has no Input, so no image can enter it. [Add Input]',
    ]);
    expect(problems(fixAll(headless))).toEqual([]);
    const twice = addLayer(chain([colour(8), ['flatten'], head]), 'input');
    expect(problems(twice)).toEqual([
      'Input 1 error: The network has an Input already (Input 2), and images enter in one place. [Remove Input 1]',
    ]);
  });

  test('layers that nothing reaches, and ends that lead nowhere', () => {
    const network = chain([colour(8), ['conv2d', { filters: 2 }], ['flatten'], head]);
    const [input = '', conv = '', flatten = ''] = network.nodes.map(({ id }) => id);
    const cut = disconnect(network, conv, flatten);
    expect(problems(cut)).toEqual([
      'Conv2D 1 error: Its output goes nowhere: the prediction comes from Dense 1. Connect it to another layer, or remove it. [Remove Conv2D 1]',
      'Flatten 1 error: Nothing reaches this layer. Connect one to it, or remove it. [Remove Flatten 1]',
    ]);
    const unconnected = removeNode(disconnect(disconnect(network, input, conv), conv, flatten), conv);
    expect(problems(unconnected)).toEqual([
      'Input 1 error: Its output goes nowhere: the prediction comes from Dense 1. Connect it to another layer, or remove it.',
      'Flatten 1 error: Nothing reaches this layer. Connect one to it, or remove it. [Connect Input 1]',
    ]);
    expect(problems(fixAll(unconnected))).toEqual([]);
  });

  test('Add with one input, and with inputs that do not match', () => {
    const network = chain([colour(8), ['conv2d', { filters: 3 }], ['add'], ['flatten'], head]);
    const [input = '', , add = ''] = network.nodes.map(({ id }) => id);
    expect(problems(network)).toEqual([
      'Add 1 error: Add joins 2 inputs or more, but has 1. Connect another layer to it, or remove it. [Remove Add 1]',
    ]);
    const conv = network.nodes[1]?.id ?? '';
    const joined = connect(setParameters(network, conv, { padding: 'same' }), input, add);
    expect(problems(setParameters(joined, conv, { padding: 'valid' }))).toEqual([
      'Add 1 error: Add needs inputs of one shape, but 6 × 6 × 3 and 8 × 8 × 3 arrive.',
    ]);
  });

  test('an end that is no prediction', () => {
    const maps = chain([colour(8), ['conv2d', { filters: 4 }]]);
    expect(problems(maps, { classes: 5 })).toEqual([
      'Conv2D 1 error: The network ends here, in feature maps of 6 × 6 × 4. A prediction is one number per class: end with Flatten ' +
        '(or GlobalAveragePooling2D) and a Dense layer with softmax. [Add Flatten and Dense]',
    ]);
    const fixed = fixAll(maps, { classes: 5 });
    expect(infer(fixed, { classes: 5 }).valid).toBe(true);
    expect(layerOrder(fixed)).toEqual(['Input 1', 'Conv2D 1', 'Flatten 1', 'Dense 1']);
    const dropped = chain([colour(8), ['flatten'], ['dropout']]);
    expect(problems(dropped)).toEqual([
      'Dropout 1 error: The network ends here, but a prediction comes from a Dense layer with softmax and a unit per class. [Add Dense]',
    ]);
    expect(problems(fixAll(dropped))).toEqual([]);
  });

  test('a last layer without softmax', () => {
    const network = chain([colour(8), ['flatten'], ['dense', { units: 2, activation: 'relu' }]]);
    expect(problems(network)).toEqual([
      'Dense 1 error: This is the last layer: it needs softmax, which turns its numbers into probabilities that add up to 1. ' +
        '[Set activation to softmax]',
    ]);
    expect(problems(fixAll(network))).toEqual([]);
  });

  test('Dropout after the last layer', () => {
    const network = chain([colour(8), ['flatten'], head, ['dropout']]);
    expect(problems(network)).toEqual([
      'Dropout 1 error: Dropout 1 comes after the last layer, Dense 1, and would spoil its probabilities. [Remove Dropout 1]',
    ]);
    expect(problems(fixAll(network))).toEqual([]);
  });

  test('class counts, on the layer that sets them', () => {
    const network = chain([
      colour(8),
      ['flatten'],
      ['dense', { units: 2, activation: 'linear' }],
      ['activation', { activation: 'softmax' }],
    ]);
    expect(problems(network, { classes: 3 })).toEqual([
      'Dense 1 error: The data set has 3 classes, but the network predicts 2: it needs one number per class. [Set units to 3]',
    ]);
    expect(problems(fixAll(network, { classes: 3 }), { classes: 3 })).toEqual([]);
    const pooled = chain([
      colour(8),
      ['conv2d', { filters: 4 }],
      ['globalAveragePooling2d'],
      ['activation', { activation: 'softmax' }],
    ]);
    expect(problems(pooled, { classes: 3 })).toEqual([
      'Conv2D 1 error: The data set has 3 classes, but the network predicts 4: it needs one number per class. [Set filters to 3]',
    ]);
    const bare = chain([colour(1), ['flatten'], ['activation', { activation: 'softmax' }]]);
    expect(problems(bare, { classes: 2 })).toEqual([
      'Activation 1 error: The data set has 2 classes, but the network predicts 3: it needs one number per class.',
    ]);
    expect(problems(bare, { classes: 1 })).toEqual([]);
    expect(problems(setParameters(network, network.nodes[2]?.id ?? '', { units: 1 }))).toEqual([
      'Dense 1 error: One number through softmax is always 1, so this predicts nothing: use one per class, two at least. [Set units to 2]',
    ]);
  });

  test('softmax inside, a warning', () => {
    const network = chain([colour(8), ['flatten'], ['dense', { activation: 'softmax' }], head]);
    expect(problems(network)).toEqual([
      'Dense 1 warning: Softmax belongs to the last layer: here it lets little through, and training is slow. Use relu. ' +
        '[Set activation to relu]',
    ]);
    expect(infer(network).valid).toBe(true);
    expect(problems(fixAll(network))).toEqual([]);
  });

  test('nothing non-linear between kernels, a warning', () => {
    const network = chain([
      colour(8),
      ['conv2d', { activation: 'linear' }],
      ['batchNormalization'],
      ['conv2d'],
      ['flatten'],
      head,
    ]);
    expect(problems(network)).toEqual([
      'Conv2D 1 warning: Nothing non-linear lies between this layer and Conv2D 2, so the two can learn no more than one. Give it an ' +
        'activation. [Set activation to relu]',
    ]);
    const bent = chain([
      colour(8),
      ['conv2d', { activation: 'linear' }],
      ['maxPooling2d'],
      ['conv2d', { activation: 'linear' }],
      ['activation'],
      ['flatten'],
      head,
    ]);
    expect(problems(bent)).toEqual([]);
  });
});
