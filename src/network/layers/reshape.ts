import { z } from 'zod';
import { defineLayer, type Shape, type ShapeResult } from '../layerType';
import { numbers } from '../parameter';
import { formatSides } from '../parameterText';
import { formatShape, shapeSize, soleInput } from '../shape';

export const reshape = defineLayer({
  className: 'Reshape',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    targetShape: numbers({
      label: 'Target shape',
      help: 'Height, width and channels, or one number for a vector. -1 once: whatever is left.',
      min: -1,
      max: 16_777_216,
      mostItems: 3,
      default: [1, 1, -1],
    }),
  }),
  outputShape: (inputShapes, { targetShape }) => reshaped(soleInput(inputShapes), targetShape),
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  receptiveField: () => null,
  explanation:
    'Folds the same values to another shape, row by row, without computing anything. It makes a feature map of a vector, such as a ' +
    'gate of 1 × 1 × channels that Multiply can weigh maps with.',
  picture: () => ({ kind: 'rearrange', how: 'reshape' }),
  views: ['featureMaps'],
  summary: ({ targetShape }) => formatSides(targetShape),
});

/** `target` with its -1 filled in. What does not come out even is the layer's problem. */
function reshaped(input: Shape, target: Shape): ShapeResult {
  if (target.length === 2) {
    const message =
      'Layers here read vectors (one number) or feature maps (three: height, width, channels), but the target shape has two ' +
      'numbers. Add the missing one.';
    return { problem: { message } };
  }
  const open = target.filter((size) => size === -1).length;
  if (target.includes(0) || open > 1) {
    const message =
      'Every number of the target shape must be 1 or more; -1 stands for whatever is left, and only once.';
    return { problem: { message } };
  }
  const given = shapeSize(target.filter((size) => size !== -1));
  const size = shapeSize(input);
  if (open === 0 ? given !== size : size % given !== 0) {
    const wanted = open === 0 ? `into ${formatShape(target)}` : `evenly by ${given.toLocaleString('en')}`;
    const message =
      `${formatShape(input)} are ${size.toLocaleString('en')} values, which do not go ${wanted}. The numbers of the target shape ` +
      `must multiply to just as many; put -1 for one of them.`;
    return { problem: { message } };
  }
  return { shape: target.map((length) => (length === -1 ? size / given : length)) };
}
