import type { Network } from '../graph';
import { NetworkBuilder } from '../networkBuilder';

/** Every layer type once, by several ways from the picture to three scores. */
export function wholeCatalogue(): Network {
  const net = new NetworkBuilder();
  const input = net.add('input', { height: 12, width: 10, channels: 3 });
  const start = net.line(input, ['rescaling', { scale: 2, offset: -0.5 }], ['gaussianNoise']);
  const plain = net.add(
    'conv2d',
    { filters: 6, padding: 'same', strides: [2, 1], activation: 'gelu' },
    start,
  );
  const dilated = net.add('depthwiseConv2d', { padding: 'same', dilationRate: [2, 2] }, plain);
  const grouped = net.add('conv2d', { filters: 6, padding: 'same', groups: 2 }, plain);
  const larger = net.add('maximum', {}, net.add('add', {}, plain, dilated), grouped);
  const bent = net.line(larger, ['batchNormalization'], ['prelu']);
  const gate = net.line(bent, ['globalMaxPooling2d'], ['reshape', { targetShape: [1, 1, -1] }]);
  const gated = net.add('multiply', {}, bent, gate);
  const halved = net.add('maxPooling2d', {}, gated);
  const smooth = net.add('averagePooling2d', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }, gated);
  const mean = net.add('average', {}, halved, smooth);
  const both = net.add(
    'concatenate',
    {},
    net.add('localResponseNormalization', { alpha: 0.5 }, mean),
    net.add('layerNormalization', {}, mean),
  );
  const maps = net.line(
    both,
    ['separableConv2d', { filters: 4, padding: 'same', activation: 'elu' }],
    ['upSampling2d', { interpolation: 'bilinear' }],
    ['resizing', { height: 5, width: 7 }],
    ['zeroPadding2d', { padding: [1, 0, 0, 1] }],
    ['cropping2d', { cropping: [0, 1, 2, 0] }],
    ['conv2dTranspose', { filters: 3, strides: [2, 2], padding: 'same' }],
    ['permute', { dims: [2, 3, 1] }],
    ['leakyRelu'],
    ['elu'],
    ['activation', { activation: 'selu' }],
    ['spatialDropout2d'],
    ['relu', { maxValue: 6, negativeSlope: 0.1 }],
  );
  const channels = net.line(maps, ['globalAveragePooling2d'], ['softmax']);
  const cells = net.line(halved, ['flatten'], ['dense', { units: 4, activation: 'tanh' }], ['dropout']);
  net.add('dense', { units: 3, activation: 'softmax' }, net.add('concatenate', {}, channels, cells));
  return net.network();
}
