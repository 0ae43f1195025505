import { NetworkBuilder } from '../networkBuilder';
import type { Architecture } from './architecture';
import { InceptionV3Modules } from './inceptionV3Modules';
import { adam, inputOf, outputs } from './playground';

export const inceptionV3: Architecture = {
  id: 'inception-v3',
  title: 'Inception v3',
  idea: 'Large windows taken apart into small ones',
  paper: {
    authors: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna',
    title: 'Rethinking the Inception Architecture for Computer Vision',
    venue: 'CVPR 2016, arXiv:1512.00567',
    year: 2015,
  },
  introduction:
    'Inception with less to compute and more to gain. A 5×5 window becomes two of 3×3 in a row, a 7×7 becomes 1×7 and 7×1, and the ' +
    'smallest maps are read by 1×3 and 3×1 side by side: the same view, with fewer weights and more ReLUs. Maps are halved by ' +
    'convolution and pooling next to each other, so that nothing is lost at once. Every convolution has BatchNormalization. ' +
    'It is as Keras Applications has it, without the auxiliary classifier; its first modules keep a 5×5 beside the two of 3×3.',
  lookAt: {
    card: 'Mixed 4',
    why: 'Open it: 1×7 and 7×1 in turn see as much as 7×7 with two sevenths of the weights. The longest branch does it twice.',
  },
  recipe: adam(0.005, 60, { horizontalFlip: true }),
  sizes: {
    paper() {
      const net = new NetworkBuilder();
      const modules = new InceptionV3Modules(net, {
        width: (filters) => filters,
        halving: 'valid',
        momentum: 0.99,
      });
      let x = net.add('input', { height: 299, width: 299, channels: 3 });
      x = net.group('Stem', () => {
        let stem = modules.conv(x, 32, [3, 3], { strides: [2, 2], padding: 'valid' });
        stem = modules.conv(stem, 32, [3, 3], { padding: 'valid' });
        stem = modules.halve(modules.conv(stem, 64, [3, 3]));
        stem = modules.conv(stem, 80, [1, 1], { padding: 'valid' });
        return modules.halve(modules.conv(stem, 192, [3, 3], { padding: 'valid' }));
      });
      x = modules.twoInARow('Mixed 0', x, 32);
      x = modules.twoInARow('Mixed 1', x, 64);
      x = modules.twoInARow('Mixed 2', x, 64);
      x = modules.firstHalving('Mixed 3', x);
      x = modules.factorized('Mixed 4', x, 128);
      x = modules.factorized('Mixed 5', x, 160);
      x = modules.factorized('Mixed 6', x, 160);
      x = modules.factorized('Mixed 7', x, 192);
      x = modules.secondHalving('Mixed 8', x);
      x = modules.sideBySide('Mixed 9', x);
      x = modules.sideBySide('Mixed 10', x);
      net.line(x, ['globalAveragePooling2d'], ['dense', { units: 1000, activation: 'softmax' }]);
      return net.network();
    },
    // One module of each kind, called as in the paper size.
    playground(inputShape, classes) {
      const net = new NetworkBuilder();
      const modules = new InceptionV3Modules(net, {
        width: (filters) => Math.ceil(filters / 12),
        halving: 'same',
        momentum: 0.9,
      });
      const large = Math.min(inputShape[0], inputShape[1]) >= 64;
      let x = net.add(...inputOf(inputShape));
      x = net.group('Stem', () => {
        const stem = modules.conv(x, 96, [3, 3], { strides: large ? [2, 2] : [1, 1] });
        return modules.conv(modules.halve(stem), 192, [3, 3]);
      });
      x = modules.twoInARow('Mixed 0', x, 32);
      x = modules.firstHalving('Mixed 3', x);
      x = modules.factorized('Mixed 4', x, 128);
      x = modules.secondHalving('Mixed 8', x);
      x = modules.sideBySide('Mixed 9', x);
      net.line(x, ['globalAveragePooling2d'], ['dense', { units: outputs(classes), activation: 'softmax' }]);
      return net.network();
    },
  },
};
