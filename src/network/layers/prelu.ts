import { z } from 'zod';
import { curvePicture } from '../activations';
import { defineLayer, type Shape } from '../layerType';
import { toggle } from '../parameter';
import { pointwise } from '../receptiveField';
import { soleInput } from '../shape';

export const prelu = defineLayer({
  className: 'PReLU',
  family: 'activation',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    sharedAxes: toggle({
      label: 'One slope per channel',
      help: 'Shares the slope among all cells of a feature map. Without it every single cell learns its own.',
      default: true,
    }),
  }),
  outputShape: (inputShapes) => ({ shape: soleInput(inputShapes) }),
  weights(inputShapes, { sharedAxes }) {
    const shape = soleInput(inputShapes);
    const shared = sharedAxes && isFeatureMap(shape) ? [1, 1, ...shape.slice(2)] : shape;
    return [{ name: 'alpha', shape: shared, trainable: true, initializer: 'zeros' }];
  },
  nonLinear: () => true,
  operations: () => 0,
  receptiveField: () => pointwise,
  explanation:
    'A leaky ReLU that learns its own slope for negative values, beginning at 0. He et al. (2015) trained a network with it that ' +
    'was the first to name ImageNet pictures better than a person did.',
  // What it is before training depends on no parameter; the drawing shows a slope it might learn.
  picture: () => curvePicture((x) => (x < 0 ? 0.25 * x : x)),
  views: ['featureMaps'],
  summary: ({ sharedAxes }) => (sharedAxes ? 'slope per channel' : 'slope per cell'),
  // A vector has no cells to share among: each of its values is a channel.
  kerasConfig: ({ sharedAxes }, inputShapes) => ({
    shared_axes: sharedAxes && isFeatureMap(soleInput(inputShapes)) ? [1, 2] : null,
  }),
  fromKerasConfig: ({ shared_axes: axes }) => ({
    sharedAxes: (axes ?? null) === null ? false : JSON.stringify(axes) === '[1,2]' ? true : axes,
  }),
});

function isFeatureMap(shape: Shape): boolean {
  return shape.length === 3;
}
