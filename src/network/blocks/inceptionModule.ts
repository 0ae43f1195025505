import { z } from 'zod';
import { defineBlock, type PlannedLayer } from './blockKind';
import { filtersParameter } from './filtersParameter';

export const inceptionModule = defineBlock({
  title: 'Inception module',
  parameters: z.strictObject({
    filters1x1: filtersParameter('1×1', 'Filters of the branch that is a 1×1 convolution alone.', 64),
    filters3x3Reduce: filtersParameter('3×3 reduce', 'Filters of the 1×1 convolution before the 3×3.', 96),
    filters3x3: filtersParameter('3×3', 'Filters of the 3×3 convolution.', 128),
    filters5x5Reduce: filtersParameter('5×5 reduce', 'Filters of the 1×1 convolution before the 5×5.', 16),
    filters5x5: filtersParameter('5×5', 'Filters of the 5×5 convolution.', 32),
    filtersPool: filtersParameter('Pool proj', 'Filters of the 1×1 convolution after the pooling.', 32),
  }),
  plan: (filters) => ({
    layers: [
      convolution('conv1x1', null, filters.filters1x1, 1),
      convolution('reduce3x3', null, filters.filters3x3Reduce, 1),
      convolution('conv3x3', 'reduce3x3', filters.filters3x3, 3),
      convolution('reduce5x5', null, filters.filters5x5Reduce, 1),
      convolution('conv5x5', 'reduce5x5', filters.filters5x5, 5),
      {
        role: 'pool',
        type: 'maxPooling2d',
        parameters: { poolSize: [3, 3], strides: [1, 1], padding: 'same' },
        from: [null],
      },
      convolution('poolProj', 'pool', filters.filtersPool, 1),
      {
        role: 'concatenate',
        type: 'concatenate',
        parameters: {},
        from: ['conv1x1', 'conv3x3', 'conv5x5', 'poolProj'],
      },
    ],
    output: 'concatenate',
  }),
  explanation:
    'Looks at the same maps through windows of several sizes at once and puts all results side by side; 1×1 convolutions before the ' +
    'large windows keep it cheap. GoogLeNet (2014) is nine of these.',
});

function convolution(role: string, from: string | null, filters: number, side: number): PlannedLayer {
  return {
    role,
    type: 'conv2d',
    // Without normalization, initial values made for ReLU keep the size of what passes.
    parameters: {
      filters,
      kernelSize: [side, side],
      padding: 'same',
      activation: 'relu',
      kernelInitializer: 'he_normal',
    },
    from: [from],
  };
}
