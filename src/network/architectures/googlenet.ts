import type { LayerSpec } from '../chain';
import { NetworkBuilder } from '../networkBuilder';
import type { Architecture } from './architecture';
import { adam, inputOf, outputs } from './playground';

/** Filters of a module in the order of the paper's table 1: #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool proj. */
type Filters = readonly [number, number, number, number, number, number];

/** A part of the network that works at one resolution, with its modules by their names in the table. */
type Part = readonly [title: string, modules: Readonly<Record<string, Filters>>];

/** Table 1 of the paper. */
const published: readonly Part[] = [
  ['Inception 3', { '3a': [64, 96, 128, 16, 32, 32], '3b': [128, 128, 192, 32, 96, 64] }],
  [
    'Inception 4',
    {
      '4a': [192, 96, 208, 16, 48, 64],
      '4b': [160, 112, 224, 24, 64, 64],
      '4c': [128, 128, 256, 24, 64, 64],
      '4d': [112, 144, 288, 32, 64, 64],
      '4e': [256, 160, 320, 32, 128, 128],
    },
  ],
  ['Inception 5', { '5a': [256, 160, 320, 32, 128, 128], '5b': [384, 192, 384, 48, 128, 128] }],
];

/** About an eighth of the filters, and few modules: what tells small images apart is in maps of their full size. */
const small: readonly Part[] = [
  ['Inception 3', { '3a': [8, 8, 12, 4, 4, 4] }],
  ['Inception 4', { '4a': [16, 16, 24, 4, 8, 8], '4b': [16, 16, 32, 4, 8, 8] }],
  ['Inception 5', { '5a': [32, 24, 48, 4, 12, 12] }],
];

export const googlenet: Architecture = {
  id: 'googlenet',
  title: 'GoogLeNet (Inception v1)',
  idea: 'Windows of several sizes side by side',
  paper: {
    authors:
      'C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich',
    title: 'Going Deeper with Convolutions',
    venue: 'CVPR 2015, arXiv:1409.4842',
    year: 2014,
  },
  introduction:
    'The winner of ImageNet 2014, with a twentieth of VGG’s parameters. How large should a window be? An Inception module has ' +
    '1×1, 3×3, 5×5 and pooling all at once and puts their results side by side; 1×1 convolutions before the large windows reduce the ' +
    'channels and make it affordable. At its end the average of each map takes the place of the large Dense layers. In the paper two ' +
    'more classifiers help while training; they are not part of the network that predicts, and left out here.',
  lookAt: {
    card: 'Inception 3',
    why: 'Open it and module 3a in it: four ways through the same maps, joined by Concatenate. Compare what the 1×1 and the 5×5 branch see.',
  },
  recipe: adam(0.005, 60, { horizontalFlip: true }),
  sizes: {
    paper() {
      const net = new NetworkBuilder();
      const input = net.add('input', { height: 224, width: 224, channels: 3 });
      const stem = net.group('Stem', () =>
        net.line(
          input,
          ['conv2d', { filters: 64, kernelSize: [7, 7], strides: [2, 2], padding: 'same' }],
          halve,
          responseNormalization,
          ['conv2d', { filters: 64, kernelSize: [1, 1] }],
          ['conv2d', { filters: 192, kernelSize: [3, 3], padding: 'same' }],
          responseNormalization,
          halve,
        ),
      );
      net.line(
        parts(net, stem, published),
        ['averagePooling2d', { poolSize: [7, 7], strides: [1, 1] }],
        ['flatten'],
        ['dropout', { rate: 0.4 }],
        ['dense', { units: 1000, activation: 'softmax' }],
      );
      return net.network();
    },
    playground(inputShape, classes) {
      const net = new NetworkBuilder();
      const input = net.add(...inputOf(inputShape));
      const large = Math.min(inputShape[0], inputShape[1]) >= 64;
      const stem = net.group('Stem', () =>
        net.line(
          input,
          [
            'conv2d',
            {
              filters: 12,
              kernelSize: large ? [7, 7] : [5, 5],
              strides: large ? [2, 2] : [1, 1],
              padding: 'same',
            },
          ],
          batchNormalization,
        ),
      );
      net.line(
        parts(net, stem, small, { normalized: true }),
        ['globalAveragePooling2d'],
        ['dropout', { rate: 0.4 }],
        ['dense', { units: outputs(classes), activation: 'softmax' }],
      );
      return net.network();
    },
  },
};

const halve = [
  'maxPooling2d',
  { poolSize: [3, 3], strides: [2, 2], padding: 'same' },
] as const satisfies LayerSpec;

/** The paper names no numbers: those of its authors' model for Caffe, whose alpha is for the sum over 5 channels, not for each. */
const responseNormalization = [
  'localResponseNormalization',
  { depthRadius: 2, bias: 1, alpha: 1e-4 / 5, beta: 0.75 },
] as const satisfies LayerSpec;

/** What its authors put in a year later (Inception v2): without it, few small images teach so deep a network little. */
const batchNormalization = ['batchNormalization', { momentum: 0.9 }] as const satisfies LayerSpec;

/** The parts, with a pooling that halves the maps between two; `normalized`: each module's output. */
function parts(
  net: NetworkBuilder,
  from: string,
  written: readonly Part[],
  { normalized }: { readonly normalized: boolean } = { normalized: false },
): string {
  return written.reduce((partInput, [title, modules], index) => {
    const source = index === 0 ? partInput : net.line(partInput, halve);
    return net.group(title, () =>
      Object.entries(modules).reduce((x, [name, filters]) => {
        const [filters1x1, filters3x3Reduce, filters3x3, filters5x5Reduce, filters5x5, filtersPool] = filters;
        const parameters = {
          filters1x1,
          filters3x3Reduce,
          filters3x3,
          filters5x5Reduce,
          filters5x5,
          filtersPool,
        };
        const joined = net.addBlock('inceptionModule', parameters, x, `Module ${name}`);
        return normalized ? net.line(joined, batchNormalization) : joined;
      }, source),
    );
  }, from);
}
