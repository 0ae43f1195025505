import { z } from 'zod';
import { defineLayer } from '../layerType';
import { number } from '../parameter';
import { summaryOf } from '../parameterText';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const rescaling = defineLayer({
  className: 'Rescaling',
  family: 'normalization',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    scale: number({
      label: 'Scale',
      help: 'What every value is multiplied by.',
      min: -1000,
      max: 1000,
      step: 0.1,
      default: 2,
    }),
    offset: number({
      label: 'Offset',
      help: 'What is added afterwards. Scale 2 and offset -1 bring pixels from 0…1 to -1…1.',
      min: -1000,
      max: 1000,
      step: 0.1,
      default: -1,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Multiplies every value by one fixed number and adds another; it learns nothing. Behind the Input it brings pixels to the range ' +
    'a network was made for, such as -1 to 1 in Inception v3.',
  picture: ({ scale, offset }) => ({ kind: 'rescale', scale, offset }),
  views: ['featureMaps'],
  summary: ({ scale, offset }) =>
    summaryOf(`× ${scale}`, offset === 0 ? null : `${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`),
});
