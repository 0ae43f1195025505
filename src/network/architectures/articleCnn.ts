import { chain, type LayerSpec } from '../chain';
import type { Architecture } from './architecture';
import { adam, halvings, inputOf, outputs } from './playground';

/** Three stages of convolution and pooling, then Dense layers: the cat-and-dog network that this app began with. */
export const articleCnn: Architecture = {
  id: 'article-cnn',
  title: "The article's CNN",
  idea: 'Three steps from pixels to cat or dog',
  introduction:
    'The network of a tutorial on telling cats from dogs, and a plain example of what CNNs have been since LeNet-5: convolutions ' +
    'look for patterns, pooling makes the maps smaller, each time with twice as many filters on a map of half the size, and Dense layers ' +
    'decide. Nearly all of its parameters are in the first of those, which sees every cell of the last maps.',
  lookAt: {
    card: 'Dense 1',
    why: 'It holds almost all of the parameters: one weight for each cell of the maps and each of its units. That is why a network this small can learn its training images by heart.',
  },
  recipe: adam(0.002, 80, { horizontalFlip: true }),
  sizes: {
    paper: () =>
      chain([
        ['input', { height: 128, width: 128, channels: 3 }],
        ...stages([32, 64, 128], 'valid'),
        ['flatten'],
        ['dense', { units: 512, activation: 'relu' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: 256, activation: 'relu' }],
        ['dense', { units: 2, activation: 'softmax' }],
      ]),
    // Padding "same", and no more stages than the size can be halved, so that it fits images of any size.
    playground: (inputShape, classes) =>
      chain([
        inputOf(inputShape),
        ...stages([16, 32, 64].slice(0, halvings(inputShape, 3)), 'same'),
        ['flatten'],
        ['dense', { units: 64, activation: 'relu' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: outputs(classes), activation: 'softmax' }],
      ]),
  },
};

function stages(filters: readonly number[], padding: 'valid' | 'same'): readonly LayerSpec[] {
  return filters.flatMap((count): readonly LayerSpec[] => [
    ['conv2d', { filters: count, kernelSize: [3, 3], padding, activation: 'relu' }],
    ['maxPooling2d', { poolSize: [2, 2] }],
  ]);
}
