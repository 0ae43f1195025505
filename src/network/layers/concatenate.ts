import { z } from 'zod';
import { defineLayer } from '../layerType';
import { pointwise } from '../receptiveField';
import { formatShape, soleInput } from '../shape';

export const concatenate = defineLayer({
  className: 'Concatenate',
  family: 'merging',
  inputs: { min: 2, max: Infinity },
  parameters: z.strictObject({}),
  outputShape(inputShapes) {
    const cells = soleInput(inputShapes).slice(0, -1);
    const other = inputShapes.find((shape) => formatShape(shape.slice(0, -1)) !== formatShape(cells));
    if (other !== undefined) {
      return {
        problem: {
          message:
            `Concatenate needs inputs that differ in channels only, but ${formatShape(soleInput(inputShapes))} and ` +
            `${formatShape(other)} arrive.`,
        },
      };
    }
    return { shape: [...cells, inputShapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)] };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'Puts the channels of its inputs side by side. In Inception modules it joins filters of several sizes that all looked at the ' +
    'same picture.',
  picture: () => ({ kind: 'merge', how: 'concatenate' }),
  views: ['featureMaps'],
  summary: () => '',
  kerasConstants: { axis: -1 },
});
