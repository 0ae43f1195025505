import { z } from 'zod';
import { defineLayer } from '../layerType';
import { centerScaleWeights, normalizationParameters } from '../normalization';
import { number } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const batchNormalization = defineLayer({
  className: 'BatchNormalization',
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    momentum: number({
      label: 'Momentum',
      help: 'How slowly the remembered mean and variance follow those of the batches. With few steps, use less (0.9).',
      min: 0,
      max: 0.999,
      step: 0.01,
      default: 0.99,
    }),
    ...normalizationParameters,
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights(inputShapes, layer) {
    const shape = soleInput(inputShapes).slice(-1);
    return [
      ...centerScaleWeights(layer, shape),
      { name: 'moving_mean', shape, trainable: false, initializer: 'zeros' },
      { name: 'moving_variance', shape, trainable: false, initializer: 'ones' },
    ];
  },
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it by two learned numbers. Layers after ' +
    'it meet values of a steady size, so training is faster and bears a higher learning rate.',
  picture: () => ({ kind: 'normalize', over: 'batch' }),
  views: ['featureMaps'],
  summary: ({ momentum }) => `momentum ${momentum}`,
  kerasConstants: { axis: -1 },
});
