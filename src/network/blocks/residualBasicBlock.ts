import { z } from 'zod';
import { defineBlock, type PlannedLayer } from './blockKind';
import { filtersParameter } from './filtersParameter';
import { residualParameters, shortcut, withNormalization } from './residual';

export const residualBasicBlock = defineBlock({
  title: 'Residual block',
  parameters: z.strictObject({
    filters: filtersParameter('Filters', 'Of both convolutions, and of what comes out.', 64),
    ...residualParameters(false),
  }),
  plan({ filters, strides, projection, useBias, momentum }) {
    const [projected, shortcutLayers] = shortcut({ filters, strides, projection, useBias, momentum });
    const layers: readonly PlannedLayer[] = [
      ...withNormalization('conv1', null, {
        filters,
        kernelSize: [3, 3],
        strides: [strides, strides],
        useBias,
        momentum,
      }),
      { role: 'relu1', type: 'activation', parameters: { activation: 'relu' }, from: ['conv1Norm'] },
      ...withNormalization('conv2', 'relu1', { filters, kernelSize: [3, 3], useBias, momentum }),
      ...shortcutLayers,
      { role: 'add', type: 'add', parameters: {}, from: ['conv2Norm', projected] },
      { role: 'relu2', type: 'activation', parameters: { activation: 'relu' }, from: ['add'] },
    ];
    return { layers, output: 'relu2' };
  },
  explanation:
    'Two convolutions learn only what to change, and what came in is added to it. The short way past them keeps gradients strong, ' +
    'so that a network of many such blocks still learns: ResNet-18 and ResNet-34 are made of them.',
});
