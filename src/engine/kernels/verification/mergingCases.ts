/** Layers that join several inputs. */
import { concatenate, merge } from './float64Layers';
import type { LayerCase } from './layerCase';

const combinations = {
  Add: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0),
  Multiply: (values: readonly number[]) => values.reduce((product, value) => product * value, 1),
  Average: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values: readonly number[]) => Math.max(...values),
};

function mergeCase(
  className: keyof typeof combinations,
  ...shapes: readonly [readonly number[], ...(readonly number[])[]]
): LayerCase {
  const [inputShape, ...otherInputShapes] = shapes;
  return {
    name: `${className} of ${shapes.map((shape) => shape.join('×')).join(' and ')}`,
    className,
    config: {},
    inputShape,
    otherInputShapes,
    input: 'distinct',
    reference: (...arrays) => merge(arrays, combinations[className]),
  };
}

function concatenateCase(cells: readonly number[], channels: readonly number[]): LayerCase {
  const [first = [], ...others] = channels.map((width) => [...cells, width]);
  return {
    name: `Concatenate ${channels.join(' + ')} channels on ${cells.join('×')}`,
    className: 'Concatenate',
    config: { axis: -1 },
    inputShape: first,
    otherInputShapes: others,
    input: 'distinct',
    reference: (...arrays) => concatenate(arrays),
  };
}

export const mergingCases: readonly LayerCase[] = [
  ...(Object.keys(combinations) as (keyof typeof combinations)[]).flatMap((className) => [
    mergeCase(className, [2, 4, 5, 3], [2, 4, 5, 3]),
    mergeCase(className, [2, 4, 3, 4], [2, 4, 3, 4], [2, 4, 3, 4]),
    mergeCase(className, [3, 7], [3, 7]),
    // Gates of one value per channel, per cell, per image, on either side; then each is broadcast along another axis.
    mergeCase(className, [2, 4, 3, 5], [2, 1, 1, 5]),
    mergeCase(className, [2, 1, 1, 4], [2, 3, 4, 4]),
    mergeCase(className, [2, 3, 4, 1], [2, 3, 4, 8]),
    mergeCase(className, [2, 3, 1, 4], [2, 1, 5, 4], [2, 1, 1, 1]),
    mergeCase(className, [3, 1], [3, 6]),
  ]),
  concatenateCase([2, 4, 5], [3, 5]),
  concatenateCase([2, 3, 3], [4, 8, 1, 3]),
  concatenateCase([3], [7, 2]),
];
