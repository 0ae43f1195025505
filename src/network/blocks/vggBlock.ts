import { z } from 'zod';
import { integer } from '../parameter';
import { defineBlock, type PlannedLayer } from './blockKind';
import { filtersParameter } from './filtersParameter';

export const vggBlock = defineBlock({
  title: 'VGG block',
  parameters: z.strictObject({
    convolutions: integer({
      label: 'Convolutions',
      help: 'How many 3×3 convolutions follow one another before pooling.',
      min: 1,
      max: 8,
      default: 2,
    }),
    filters: filtersParameter('Filters', 'Of each of the convolutions.', 64),
  }),
  plan({ convolutions, filters }) {
    const roles = Array.from({ length: convolutions }, (_, index) => `conv${index + 1}`);
    return {
      layers: [
        ...roles.map((role, index): PlannedLayer => ({
          role,
          type: 'conv2d',
          // With Keras's own initial values what passes shrinks at every ReLU, and a stack this deep is slow to begin to learn.
          parameters: {
            filters,
            kernelSize: [3, 3],
            padding: 'same',
            activation: 'relu',
            kernelInitializer: 'he_normal',
          },
          from: [roles[index - 1] ?? null],
        })),
        {
          role: 'pool',
          type: 'maxPooling2d',
          parameters: { poolSize: [2, 2], strides: [2, 2] },
          from: [roles.at(-1) ?? null],
        },
      ],
      output: 'pool',
    };
  },
  explanation:
    'Several 3×3 convolutions and a pooling. Two of them see as much as one of 5×5 and three as much as one of 7×7, with fewer ' +
    'weights and a bend between each: VGG’s insight of 2014.',
});
