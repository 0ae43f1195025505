import { chain, type LayerSpec } from '../chain';
import type { Architecture } from './architecture';
import { adam, halvings, inputOf, outputs } from './playground';

export const lenet5: Architecture = {
  id: 'lenet5',
  title: 'LeNet-5',
  idea: 'Convolutions that are learned, for handwritten digits',
  paper: {
    authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner',
    title: 'Gradient-Based Learning Applied to Document Recognition',
    venue: 'Proceedings of the IEEE 86(11)',
    year: 1998,
  },
  introduction:
    'The network that read the amounts on millions of bank cheques. Instead of features designed by hand it learns its filters ' +
    'from examples, the same filter for every place of the image, and alternates convolution with averaging, so that the maps get ' +
    'smaller and more numerous. Its third layer joins all maps of the second here, as everyone does it since; in the paper each ' +
    'map sees only some of them, and the averages have a learned weight and bias.',
  lookAt: {
    card: 'Conv2D 1',
    why: 'Its 5×5 filters begin as noise and become strokes and edges within an epoch: feature extraction, learned and not designed.',
  },
  recipe: adam(0.002, 10, { horizontalFlip: false }),
  sizes: {
    paper: () =>
      chain([
        ['input', { height: 32, width: 32, channels: 1 }],
        // C1 and S2, C3 and S4, C5, F6: the paper's names.
        ...stage(6),
        ...stage(16),
        ['conv2d', { filters: 120, kernelSize: [5, 5], activation: 'tanh' }],
        ['flatten'],
        ['dense', { units: 84, activation: 'tanh' }],
        ['dense', { units: 10, activation: 'softmax' }],
      ]),
    // Averages blur what is small in a small photo, so the strongest value is kept: with averages it can tell digits, but not cats from dogs.
    playground: (inputShape, classes) =>
      chain([
        inputOf(inputShape),
        ...[10, 24, 48].slice(0, halvings(inputShape, 3)).flatMap((filters): readonly LayerSpec[] => [
          ['conv2d', { filters, kernelSize: [5, 5], padding: 'same', activation: 'tanh' }],
          ['maxPooling2d', { poolSize: [2, 2] }],
        ]),
        ['flatten'],
        ['dense', { units: 120, activation: 'tanh' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: 84, activation: 'tanh' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: outputs(classes), activation: 'softmax' }],
      ]),
  },
};

function stage(filters: number): readonly LayerSpec[] {
  return [
    ['conv2d', { filters, kernelSize: [5, 5], activation: 'tanh' }],
    ['averagePooling2d', { poolSize: [2, 2] }],
  ];
}
