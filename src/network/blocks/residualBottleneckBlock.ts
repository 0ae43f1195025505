import { z } from 'zod';
import { defineBlock, type PlannedLayer } from './blockKind';
import { filtersParameter } from './filtersParameter';
import { residualParameters, shortcut, withNormalization } from './residual';

/** What leaves the block has so many times the channels that its 3×3 convolution works on. */
const EXPANSION = 4;

export const residualBottleneckBlock = defineBlock({
  title: 'Bottleneck block',
  parameters: z.strictObject({
    filters: filtersParameter(
      'Filters',
      'Of the 3×3 convolution, where the block is narrow. Four times as many come out.',
      64,
    ),
    ...residualParameters(true),
  }),
  plan({ filters, strides, projection, useBias, momentum }) {
    const wide = filters * EXPANSION;
    const [projected, shortcutLayers] = shortcut({ filters: wide, strides, projection, useBias, momentum });
    const layers: readonly PlannedLayer[] = [
      // As He et al. and Keras Applications: the first 1×1 convolution has the stride.
      ...withNormalization('conv1', null, {
        filters,
        kernelSize: [1, 1],
        strides: [strides, strides],
        useBias,
        momentum,
      }),
      { role: 'relu1', type: 'activation', parameters: { activation: 'relu' }, from: ['conv1Norm'] },
      ...withNormalization('conv2', 'relu1', { filters, kernelSize: [3, 3], useBias, momentum }),
      { role: 'relu2', type: 'activation', parameters: { activation: 'relu' }, from: ['conv2Norm'] },
      ...withNormalization('conv3', 'relu2', { filters: wide, kernelSize: [1, 1], useBias, momentum }),
      ...shortcutLayers,
      { role: 'add', type: 'add', parameters: {}, from: ['conv3Norm', projected] },
      { role: 'relu3', type: 'activation', parameters: { activation: 'relu' }, from: ['add'] },
    ];
    return { layers, output: 'relu3' };
  },
  explanation:
    'A residual block that first narrows the channels with a 1×1 convolution, works on them with 3×3, and widens them again. It ' +
    'costs as much as the basic block with four times the channels: what makes ResNet-50 affordable.',
});
