import type { Network } from '../graph';
import { NetworkBuilder } from '../networkBuilder';
import type { Architecture, ImageShape, Paper } from './architecture';
import { classifier } from './classifier';
import { adam, halvings, inputOf, outputs } from './playground';

const paper: Paper = {
  authors: 'K. Simonyan, A. Zisserman',
  title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
  venue: 'ICLR 2015, arXiv:1409.1556',
  year: 2014,
};

const introduction =
  'What depth alone can do. Every convolution is 3×3, in blocks that end in pooling, with up to twice the filters in each: nothing else to choose. ' +
  'Two of them in a row see 5×5 pixels and three see 7×7, with fewer weights than one large filter and a ReLU after each. It came ' +
  'second in ImageNet 2014 and is still the network to borrow features from, though most of its parameters are in the first Dense layer.';

const lookAt = {
  card: 'Block 3',
  why: 'The receptive field of its convolutions grows by eight pixels each, and what they find goes from edges to textures. Open the block and compare its first maps with its last.',
};

const recipe = adam(0.001, 80, { horizontalFlip: true, turned: true });

export const vgg16: Architecture = {
  id: 'vgg16',
  title: 'VGG-16',
  idea: '3×3 convolutions, one after another: depth and nothing else',
  paper,
  introduction,
  lookAt,
  recipe,
  sizes: {
    // Configuration D of the paper's table 1.
    paper: () => paperSize([2, 2, 3, 3, 3]),
    playground: (inputShape, classes) => playgroundSize([2, 2, 3], inputShape, classes),
  },
};

export const vgg19: Architecture = {
  id: 'vgg19',
  title: 'VGG-19',
  idea: 'VGG with three more convolutions: how much deeper helps',
  paper,
  introduction: `${introduction} This is the deepest form; it was hardly better than VGG-16, and going on needed ResNet’s idea.`,
  lookAt,
  recipe,
  sizes: {
    // Configuration E.
    paper: () => paperSize([2, 2, 4, 4, 4]),
    playground: (inputShape, classes) => playgroundSize([2, 2, 4], inputShape, classes),
  },
};

function paperSize(convolutions: readonly number[]): Network {
  const net = new NetworkBuilder();
  const x = net.add('input', { height: 224, width: 224, channels: 3 });
  classifier(net, blocks(net, x, convolutions, [64, 128, 256, 512, 512]), {
    units: [4096, 4096],
    classes: 1000,
  });
  return net.network();
}

function playgroundSize(convolutions: readonly number[], inputShape: ImageShape, classes: number): Network {
  const net = new NetworkBuilder();
  const x = net.add(...inputOf(inputShape));
  const most = convolutions.slice(0, halvings(inputShape, convolutions.length));
  classifier(net, blocks(net, x, most, [10, 24, 48]), { units: [64], classes: outputs(classes) });
  return net.network();
}

function blocks(
  net: NetworkBuilder,
  from: string,
  convolutions: readonly number[],
  filters: readonly number[],
): string {
  return convolutions.reduce(
    (x, count, index) =>
      net.addBlock('vggBlock', { convolutions: count, filters: filters[index] }, x, `Block ${index + 1}`),
    from,
  );
}
