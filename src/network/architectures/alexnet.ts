import { NetworkBuilder } from '../networkBuilder';
import type { Network } from '../graph';
import type { Architecture, ImageShape, Paper } from './architecture';
import { classifier } from './classifier';
import { adam, inputOf, outputs } from './playground';

const paper: Paper = {
  authors: 'A. Krizhevsky, I. Sutskever, G. E. Hinton',
  title: 'ImageNet Classification with Deep Convolutional Neural Networks',
  venue: 'NIPS',
  year: 2012,
};

const introduction =
  'The network that won ImageNet 2012 by ten points and began the age of deep learning. Large enough to need GPUs, it made three ' +
  'things common: ReLU, with which it learned six times as fast as with tanh; dropout, which keeps its large Dense layers from ' +
  'learning by heart; and augmentation of the images. Its pooling windows overlap, and local response normalization lets ' +
  'neighbouring filters compete.';

const recipe = adam(0.001, 80, { horizontalFlip: true, turned: true });

export const alexnet: Architecture = {
  id: 'alexnet',
  title: 'AlexNet',
  idea: 'Deep learning’s breakthrough: ReLU, dropout, and much larger',
  paper,
  introduction: `${introduction} This is the network as one tower, without the split over two GPUs of the paper.`,
  lookAt: {
    card: 'Convolution 1',
    why: 'Its large filters of 11×11 (5×5 in the playground size) become edge detectors and blobs of colour: the best known picture of the paper. Open the block to see them.',
  },
  recipe,
  sizes: {
    paper: () => paperSize(1),
    playground: (inputShape, classes) => playgroundSize(inputShape, classes, 1),
  },
};

export const alexnetGrouped: Architecture = {
  id: 'alexnet-grouped',
  title: 'AlexNet, two groups',
  idea: 'AlexNet as published: split in two halves to fit on two GPUs',
  paper,
  introduction:
    `${introduction} In the paper each of two GPUs holds one half of every layer, and in the second, fourth and fifth ` +
    'convolution a half sees only the maps of its own GPU. Grouped convolution was a way out of too little memory; later networks ' +
    '(ResNeXt, MobileNet) use it because it is cheap.',
  lookAt: {
    card: 'Convolution 2',
    why: 'Its convolution has two groups: each half of the filters sees half of the maps, so it has half the weights that it has in one tower. Open the block to see its groups.',
  },
  // Half the weights in three of its convolutions: it takes longer.
  recipe: adam(0.0015, 120, { horizontalFlip: true, turned: true }),
  sizes: {
    paper: () => paperSize(2),
    playground: (inputShape, classes) => playgroundSize(inputShape, classes, 2),
  },
};

/** Its defaults are the constants of section 3.3. */
const responseNormalization = ['localResponseNormalization'] as const;

/** Windows of three, two apart: section 3.4. */
function overlappingPool(padding: 'valid' | 'same') {
  return ['maxPooling2d', { poolSize: [3, 3], strides: [2, 2], padding }] as const;
}

/** @param groups Of the second, fourth and fifth convolution. */
function paperSize(groups: number): Network {
  const net = new NetworkBuilder();
  const pool = overlappingPool('valid');
  const conv = (
    filters: number,
    kernel: number,
    rest: { groups?: number; strides?: [number, number] } = {},
  ) => ['conv2d', { filters, kernelSize: [kernel, kernel], padding: 'same', ...rest }] as const;
  let x = net.add('input', { height: 227, width: 227, channels: 3 });
  x = net.group('Convolution 1', () =>
    net.line(
      x,
      ['conv2d', { filters: 96, kernelSize: [11, 11], strides: [4, 4] }],
      responseNormalization,
      pool,
    ),
  );
  x = net.group('Convolution 2', () => net.line(x, conv(256, 5, { groups }), responseNormalization, pool));
  x = net.group('Convolutions 3 to 5', () =>
    net.line(x, conv(384, 3), conv(384, 3, { groups }), conv(256, 3, { groups }), pool),
  );
  classifier(net, x, { units: [4096, 4096], classes: 1000 });
  return net.network();
}

/** An eighth of the filters, and the large first stride only where the images are large. */
function playgroundSize(inputShape: ImageShape, classes: number, groups: number): Network {
  const net = new NetworkBuilder();
  const pool = overlappingPool('same');
  const side = Math.min(inputShape[0], inputShape[1]);
  const [kernel, stride] = side >= 128 ? [11, 4] : side >= 64 ? [5, 2] : [5, 1];
  const conv = (filters: number, size: number, rest: { groups?: number; strides?: [number, number] } = {}) =>
    [
      'conv2d',
      { filters, kernelSize: [size, size], padding: 'same', kernelInitializer: 'he_normal', ...rest },
    ] as const;
  let x = net.add(...inputOf(inputShape));
  x = net.group('Convolution 1', () =>
    net.line(x, conv(12, kernel, { strides: [stride, stride] }), responseNormalization, pool),
  );
  x = net.group('Convolution 2', () => net.line(x, conv(32, 5, { groups }), responseNormalization, pool));
  x = net.group('Convolutions 3 to 5', () =>
    net.line(x, conv(48, 3), conv(48, 3, { groups }), conv(32, 3, { groups }), pool),
  );
  classifier(net, x, { units: [64, 64], classes: outputs(classes) });
  return net.network();
}
