import type { Network } from '../graph';
import { NetworkBuilder } from '../networkBuilder';
import type { Architecture, ImageShape, Paper } from './architecture';
import { adam, inputOf, outputs } from './playground';

const paper: Paper = {
  authors: 'K. He, X. Zhang, S. Ren, J. Sun',
  title: 'Deep Residual Learning for Image Recognition',
  venue: 'CVPR 2016, arXiv:1512.03385',
  year: 2015,
};

const introduction =
  'The way past the limit of depth. Beyond some twenty layers a plain network got worse, even on its own training images. Here every ' +
  'block adds what it computes to what came in, so that it has to learn only the difference, and gradients reach the first layers ' +
  'undiminished. With that 152 layers could be trained, ImageNet 2015 was won, and nearly every network since has such shortcuts.';

const recipe = adam(0.006, 80, { horizontalFlip: true, turned: true });

export const resnet18: Architecture = {
  id: 'resnet18',
  title: 'ResNet-18',
  idea: 'Blocks that learn only what to change',
  paper,
  introduction: `${introduction} This is the smallest of the paper, of blocks of two 3×3 convolutions.`,
  lookAt: {
    card: 'Stage 3',
    why: 'Open its first block: the shortcut needs a 1×1 convolution, since the maps get smaller and more numerous. In the second block it is a bare line to Add.',
  },
  recipe,
  sizes: {
    paper: () =>
      paperSize('residualBasicBlock', { useBias: false, widths: [64, 128, 256, 512], blocks: [2, 2, 2, 2] }),
    playground: (inputShape, classes) =>
      playgroundSize('residualBasicBlock', inputShape, classes, {
        widths: [8, 16, 32],
        blocks: [2, 2, 2],
      }),
  },
};

export const resnet50: Architecture = {
  id: 'resnet50',
  title: 'ResNet-50',
  idea: 'Bottlenecks: depth that can be afforded',
  paper,
  introduction:
    `${introduction} From 50 layers on the blocks are bottlenecks: a 1×1 convolution narrows the maps, a 3×3 works on them, ` +
    'another 1×1 widens them again. It is as Keras Applications has it, with a needless bias in each convolution.',
  lookAt: {
    card: 'Stage 4',
    why: 'Open a block and read the channels along it: wide, narrow, narrow, wide. The 3×3 convolution is where the work is, and it works on a quarter of the channels.',
  },
  recipe,
  sizes: {
    paper: () =>
      paperSize('residualBottleneckBlock', {
        useBias: true,
        widths: [64, 128, 256, 512],
        blocks: [3, 4, 6, 3],
      }),
    playground: (inputShape, classes) =>
      playgroundSize('residualBottleneckBlock', inputShape, classes, {
        widths: [8, 16, 32],
        blocks: [2, 2, 2],
      }),
  },
};

type ResidualBlock = 'residualBasicBlock' | 'residualBottleneckBlock';

/** Of each stage: filters of its blocks, and how many there are. */
interface Stages {
  readonly widths: readonly number[];
  readonly blocks: readonly number[];
}

/** Table 1 of the paper; paddings, epsilon and the name of the first stage of blocks, conv2_x, as Keras Applications. */
function paperSize(kind: ResidualBlock, { useBias, ...stages }: Stages & { useBias: boolean }): Network {
  const net = new NetworkBuilder();
  const input = net.add('input', { height: 224, width: 224, channels: 3 });
  const stem = net.group('Stem', () =>
    net.line(
      input,
      ['zeroPadding2d', { padding: [3, 3, 3, 3] }],
      ['conv2d', { filters: 64, kernelSize: [7, 7], strides: [2, 2], activation: 'linear', useBias }],
      ['batchNormalization', { epsilon: 1.001e-5 }],
      ['activation', { activation: 'relu' }],
      ['zeroPadding2d', { padding: [1, 1, 1, 1] }],
      ['maxPooling2d', { poolSize: [3, 3], strides: [2, 2] }],
    ),
  );
  const maps = residualStages(net, stem, kind, { ...stages, rest: { useBias } });
  net.line(maps, ['globalAveragePooling2d'], ['dense', { units: 1000, activation: 'softmax' }]);
  return net.network();
}

function playgroundSize(
  kind: ResidualBlock,
  inputShape: ImageShape,
  classes: number,
  stages: Stages,
): Network {
  const net = new NetworkBuilder();
  const input = net.add(...inputOf(inputShape));
  const large = Math.min(inputShape[0], inputShape[1]) >= 64;
  const stem = net.group('Stem', () => {
    const conv = net.add(
      'conv2d',
      {
        filters: stages.widths[0],
        kernelSize: [3, 3],
        padding: 'same',
        activation: 'linear',
        useBias: false,
      },
      input,
    );
    const x = net.line(
      conv,
      ['batchNormalization', { momentum: 0.9 }],
      ['activation', { activation: 'relu' }],
    );
    // Small images are small enough for the blocks.
    return large ? net.add('maxPooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }, x) : x;
  });
  const maps = residualStages(net, stem, kind, { ...stages, rest: { useBias: false, momentum: 0.9 } });
  net.line(maps, ['globalAveragePooling2d'], ['dense', { units: outputs(classes), activation: 'softmax' }]);
  return net.network();
}

/** Stages 2, 3, …, each of which but the first halves the maps. A block's shortcut has a projection where its shape changes. */
function residualStages(
  net: NetworkBuilder,
  from: string,
  kind: ResidualBlock,
  { widths, blocks, rest }: Stages & { readonly rest: { useBias: boolean; momentum?: number } },
): string {
  return widths.reduce((stageInput, filters, index) => {
    const stage = index + 2;
    return net.group(`Stage ${stage}`, () =>
      Array.from({ length: blocks[index] ?? 0 }, (_, block) => block + 1).reduce((x, block) => {
        const first = block === 1;
        const strides = first && index > 0 ? 2 : 1;
        const projection = first && (strides === 2 || kind === 'residualBottleneckBlock');
        return net.addBlock(kind, { filters, strides, projection, ...rest }, x, `Block ${stage}.${block}`);
      }, stageInput),
    );
  }, from);
}
