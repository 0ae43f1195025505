import { z } from 'zod';
import { defineLayer, type Axis } from '../layerType';
import { numbers, sameValue } from '../parameter';
import { pointwise } from '../receptiveField';
import { featureMapProblem, soleInput } from '../shape';

export const permute = defineLayer({
  className: 'Permute',
  family: 'reshaping',
  inputs: { min: 1, max: 1 },
  parameters: z.strictObject({
    dims: numbers({
      label: 'Dims',
      help: 'Which axis goes where: 1 is the height, 2 the width, 3 the channels. 2, 1, 3 swaps rows and columns.',
      min: 1,
      max: 3,
      mostItems: 3,
      default: [2, 1, 3],
    }),
  }),
  outputShape(inputShapes, { dims }) {
    const shape = soleInput(inputShapes);
    const rankProblem = featureMapProblem('Permute', shape);
    if (rankProblem !== null) return { problem: rankProblem };
    if (!sameValue([...dims].sort(), [1, 2, 3])) {
      const message = `The dims must name each axis once: 1 for height, 2 for width and 3 for channels, in any order. They are ${dims.join(', ')}.`;
      return {
        problem: { message, repair: { label: 'Set dims to 2, 1, 3', parameters: { dims: [2, 1, 3] } } },
      };
    }
    return { shape: dims.flatMap((axis) => shape[axis - 1] ?? []) };
  },
  weights: () => [],
  nonLinear: () => false,
  operations: () => 0,
  // Turned maps have no place in the picture that a window could be drawn at.
  receptiveField: (_, { dims }) => (sameValue(dims, [1, 2, 3]) ? pointwise : null),
  axesSeen: (_, { dims }) => [[placeOf(1, dims), placeOf(2, dims)]],
  explanation:
    'Swaps the axes of feature maps, such as rows with columns: the same values, turned. With channels and width swapped, a ' +
    'convolution after it slides across channels instead.',
  picture: () => ({ kind: 'rearrange', how: 'permute' }),
  views: ['featureMaps'],
  summary: ({ dims }) => dims.join(', '),
});

/** Where an axis of the input, counted from 1, lies in the output; `null` where its cells become channels. */
function placeOf(axis: number, dims: readonly number[]): Axis | null {
  const place = dims.indexOf(axis);
  return place === 0 || place === 1 ? place : null;
}
