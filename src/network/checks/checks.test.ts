/** The checks of networks that branch and of data; those of chains are in `inference.test.ts`. */
import { describe, expect, test } from 'vitest';
import { articleCnn } from '../architectures/articleCnn';
import { addBlock, setBlockParameters } from '../blockEdits';
import { blockFacts } from '../blockFacts';
import { followsPlan } from '../blockPlan';
import { chain, type LayerSpec } from '../chain';
import { setParameters } from '../edits';
import { labels, type Network } from '../graph';
import { infer } from '../inference';
import { NetworkBuilder } from '../networkBuilder';
import type { InferenceContext } from '../problem';

/** `Conv2D 1 error: message [fix]` a problem. */
function problems(network: Network, context?: InferenceContext): readonly string[] {
  return infer(network, context).problems.map(({ severity, nodeId, message, fix }) => {
    const place = nodeId === null ? 'Network' : (labels(network).get(nodeId) ?? '?');
    return `${place} ${severity}: ${message}${fix === undefined ? '' : ` [${fix.label}]`}`;
  });
}

function fixed(network: Network): Network {
  return (
    infer(network)
      .problems.find(({ fix }) => fix !== undefined)
      ?.fix?.apply(network) ?? network
  );
}

/** Two branches from an Input of 8×8×3: a convolution and the Input itself, or a second convolution; joined, classified. */
function joined(
  type: 'add' | 'concatenate',
  branch: { filters: number; strides: [number, number]; padding?: 'same' | 'valid' },
  other?: { filters: number },
): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 3 });
  const long = builder.add('conv2d', { kernelSize: [3, 3], padding: 'same', ...branch }, input);
  const short = other === undefined ? input : builder.add('conv2d', { padding: 'same', ...other }, input);
  const join = builder.add(type, {}, long, short);
  const pool = builder.add('globalAveragePooling2d', {}, join);
  builder.add('dense', { units: 2, activation: 'softmax' }, pool);
  return builder.network();
}

describe('branches that meet in different shapes', () => {
  test('get a 1×1 projection on the shortcut, with the strides and filters that are missing', () => {
    const network = joined('add', { filters: 6, strides: [2, 2] });
    expect(problems(network)).toEqual([
      'Add 1 error: Add needs inputs of one shape, but 4 × 4 × 6 and 8 × 8 × 3 arrive. [Add a 1×1 projection]',
    ]);
    const repaired = fixed(network);
    expect(problems(repaired)).toEqual([]);
    expect(
      repaired.nodes.find(({ parameters }) => parameters['activation'] === 'linear')?.parameters,
    ).toMatchObject({
      filters: 6,
      kernelSize: [1, 1],
      strides: [2, 2],
      padding: 'same',
    });
  });

  test('of other channels alone too, and along one axis alone', () => {
    expect(problems(fixed(joined('add', { filters: 5, strides: [1, 1] })))).toEqual([]);
    expect(problems(fixed(joined('add', { filters: 3, strides: [2, 1] })))).toEqual([]);
    expect(problems(fixed(joined('add', { filters: 3, strides: [1, 1] }, { filters: 4 })))).toEqual([]);
  });

  test('keep their channels where only the size stands in the way', () => {
    const repaired = fixed(joined('concatenate', { filters: 6, strides: [2, 2] }));
    const join = repaired.nodes.find(({ type }) => type === 'concatenate')?.id ?? '';
    expect(infer(repaired).nodes.get(join)?.outputShape).toEqual([4, 4, 6 + 3]);
  });

  test('get no offer where sizes differ by no whole factor', () => {
    expect(
      infer(joined('add', { filters: 3, strides: [1, 1], padding: 'valid' })).problems[0]?.fix,
    ).toBeUndefined();
  });

  test('in a residual block, the block’s own projection', () => {
    const builder = new NetworkBuilder();
    const input = builder.add('input', { height: 8, width: 8, channels: 3 });
    const pool = builder.add('globalAveragePooling2d', {}, input);
    builder.add('dense', { units: 2, activation: 'softmax' }, pool);
    const sound = addBlock(builder.network(), 'residualBasicBlock', { after: input });
    const [block = ''] = sound.blocks.map(({ id }) => id);
    expect(problems(sound)).toEqual([]);
    const strided = setBlockParameters(sound, block, { strides: 2, filters: 6 });
    expect(problems(strided)).toEqual([
      'Add 1 error: Add needs inputs of one shape, but 4 × 4 × 6 and 8 × 8 × 3 arrive. [Turn on projection]',
    ]);
    expect(blockFacts(strided, infer(strided), block).problems).toHaveLength(1);
    expect(problems(fixed(strided))).toEqual([]);
    expect(followsPlan(fixed(strided), block)).toBe(true);
  });
});

describe('too many parameters for the data', () => {
  test('the article’s network on a few hundred pictures, on its heaviest layer', () => {
    const network = articleCnn.sizes.paper();
    expect(problems(network, { classes: 2, trainingImages: 320 })).toEqual([
      'Dense 1 warning: The network has 13,070,658 trainable parameters for 320 training pictures, 12,845,568 of them in ' +
        'Dense 1: it can learn the pictures by heart instead of what they have in common. More pictures, augmentation and Dropout ' +
        'help, and so do smaller maps or fewer units there.',
    ]);
    expect(infer(network, { classes: 2, trainingImages: 320 }).valid).toBe(true);
  });

  test('not on thousands, and never of a small network', () => {
    expect(problems(articleCnn.sizes.paper(), { classes: 2, trainingImages: 8000 })).toEqual([]);
    const small = articleCnn.sizes.playground([32, 32, 3], 2);
    expect(problems(small, { classes: 2, trainingImages: 1 })).toEqual([]);
  });
});

describe('non-linearity', () => {
  test('is not missed in residual blocks and Inception modules', () => {
    const builder = new NetworkBuilder();
    const input = builder.add('input', { height: 8, width: 8, channels: 3 });
    const first = builder.addBlock('residualBottleneckBlock', { filters: 4, projection: true }, input);
    const second = builder.addBlock('residualBottleneckBlock', { filters: 4 }, first);
    const module = builder.addBlock('inceptionModule', {}, second);
    const pool = builder.add('globalAveragePooling2d', {}, module);
    builder.add('dense', { units: 2, activation: 'softmax' }, pool);
    expect(problems(builder.network())).toEqual([]);
  });

  test('is missed on every branch that joins unbent and goes into a kernel', () => {
    const network = joined('add', { filters: 3, strides: [1, 1] });
    const conv = network.nodes[1]?.id ?? '';
    expect(problems(setParameters(network, conv, { activation: 'linear' }))).toEqual([
      'Conv2D 1 warning: Nothing non-linear lies between this layer and Dense 1, so the two can learn no more than one. Give it ' +
        'an activation. [Set activation to relu]',
    ]);
  });
});

describe('softmax as a layer of its own', () => {
  const head = (...layers: readonly LayerSpec[]): Network =>
    chain([
      ['input', { height: 8, width: 8, channels: 3 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'linear' }],
      ['softmax'],
      ...layers,
    ]);

  test('ends a network', () => {
    expect(problems(head(), { classes: 2 })).toEqual([]);
    expect(problems(head(), { classes: 3 })).toEqual([
      'Dense 1 error: The data set has 3 classes, but the network predicts 2: it needs one number per class. [Set units to 3]',
    ]);
    expect(problems(head(['dropout']))).toEqual([
      'Dropout 1 error: Dropout 1 comes after the last layer, Softmax 1, and would spoil its probabilities. [Remove Dropout 1]',
    ]);
  });

  test('is out of place inside one', () => {
    const inside = head(['dense', { units: 2, activation: 'softmax' }]);
    const [problem] = infer(inside).problems;
    expect([problem?.severity, problem?.fix?.label]).toEqual(['warning', 'Remove Softmax 1']);
  });
});

test('activations as layers of their own, and depthwise before pointwise, are no cause for a word', () => {
  const between = (...layers: readonly LayerSpec[]): readonly string[] =>
    problems(
      chain([
        ['input', { height: 8, width: 8, channels: 3 }],
        ['conv2d', { activation: 'linear' }],
        ...layers,
        ['conv2d', { kernelSize: [1, 1] }],
        ['globalMaxPooling2d'],
        ['dense', { units: 2, activation: 'softmax' }],
      ]),
    );
  expect(between(['batchNormalization'], ['relu'])).toEqual([]);
  expect(between(['prelu'])).toEqual([]);
  expect(between(['leakyRelu'], ['depthwiseConv2d', { activation: 'linear' }])).toEqual([]);
  expect(between(['elu'], ['separableConv2d', { activation: 'relu' }])).toEqual([]);
  expect(between(['spatialDropout2d'], ['zeroPadding2d'])).toHaveLength(1);
});
