import { z } from 'zod';
import { integer, pair } from '../parameter';
import { defineBlock } from './blockKind';
import { filtersParameter } from './filtersParameter';

export const convReluPool = defineBlock({
  title: 'Conv-ReLU-Pool',
  parameters: z.strictObject({
    filters: filtersParameter('Filters', 'How many patterns the convolution looks for.', 32),
    kernelSize: pair({
      label: 'Kernel size',
      help: 'Height and width of the patch that a filter looks at.',
      min: 1,
      max: 32,
      default: [3, 3],
    }),
    poolSize: integer({
      label: 'Pool size',
      help: 'Side of the square windows that pooling keeps the strongest value of.',
      min: 1,
      max: 8,
      default: 2,
    }),
  }),
  plan: ({ filters, kernelSize, poolSize }) => ({
    layers: [
      {
        role: 'conv',
        type: 'conv2d',
        parameters: { filters, kernelSize, padding: 'same', activation: 'linear' },
        from: [null],
      },
      { role: 'relu', type: 'activation', parameters: { activation: 'relu' }, from: ['conv'] },
      {
        role: 'pool',
        type: 'maxPooling2d',
        parameters: { poolSize: [poolSize, poolSize], strides: [poolSize, poolSize] },
        from: ['relu'],
      },
    ],
    output: 'pool',
  }),
  explanation:
    'The step that every classic network repeats: look for patterns, keep what fits, make the maps smaller. LeNet-5 had its ' +
    'like in 1998, with tanh and averages, and stacks of it still are the first network to try.',
});
