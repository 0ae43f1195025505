import { z } from 'zod';
import { pair, toggle } from '../parameter';
import { paddingParameter, stridesParameter } from '../slidingWindow';
import { defineBlock } from './blockKind';
import { filtersParameter } from './filtersParameter';
import { momentumParameter } from './normalization';

export const convNormRelu = defineBlock({
  title: 'Conv-BN-ReLU',
  parameters: z.strictObject({
    filters: filtersParameter('Filters', 'How many patterns the convolution looks for.', 32),
    kernelSize: pair({
      label: 'Kernel size',
      help: 'Height and width of the patch that a filter looks at.',
      min: 1,
      max: 32,
      default: [3, 3],
    }),
    strides: stridesParameter,
    padding: paddingParameter,
    scale: toggle({
      label: 'Scale',
      help: 'Whether the normalization scales each channel. Needless here: the convolution after the ReLU can do that.',
      default: false,
      primary: false,
    }),
    momentum: momentumParameter,
  }),
  plan: ({ scale, momentum, ...convolution }) => ({
    layers: [
      {
        role: 'conv',
        type: 'conv2d',
        parameters: { ...convolution, activation: 'linear', useBias: false },
        from: [null],
      },
      { role: 'norm', type: 'batchNormalization', parameters: { scale, momentum }, from: ['conv'] },
      { role: 'relu', type: 'activation', parameters: { activation: 'relu' }, from: ['norm'] },
    ],
    output: 'relu',
  }),
  explanation:
    'A convolution whose results are brought to a steady size before the ReLU. It trains faster and bears a higher learning rate ' +
    'than a convolution alone, so that nearly every network since Inception v2 (2015) is built of it.',
});
