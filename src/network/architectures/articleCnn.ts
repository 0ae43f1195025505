import { chain, type LayerSpec } from '../chain';
import type { Architecture } from './architecture';

/** Three stages of convolution and pooling, then Dense layers: the cat-and-dog network that this app began with. */
export const articleCnn: Architecture = {
  id: 'article-cnn',
  title: "The article's CNN",
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
    playground: ([height, width, channels], classes) =>
      chain([
        ['input', { height, width, channels }],
        ...stages([16, 32, 64].slice(0, Math.floor(Math.log2(Math.min(height, width)))), 'same'),
        ['flatten'],
        ['dense', { units: 64, activation: 'relu' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: Math.max(classes, 2), activation: 'softmax' }],
      ]),
  },
};

function stages(filters: readonly number[], padding: 'valid' | 'same'): readonly LayerSpec[] {
  return filters.flatMap((count): readonly LayerSpec[] => [
    ['conv2d', { filters: count, kernelSize: [3, 3], padding, activation: 'relu' }],
    ['maxPooling2d', { poolSize: [2, 2] }],
  ]);
}
