/** What every backend must compute right, forward and backward: the layers and activations people can build with. */
import { activationCases } from './activationCases';
import { convolutionCases } from './convolutionCases';
import {
  dense,
  elementwise,
  globalAveragePooling2d,
  map,
  pool2d,
  softmax,
  type Padding,
  type Pair,
} from './float64';
import type { LayerCase } from './layerCase';
import { mergingCases } from './mergingCases';
import { normalizationCases } from './normalizationCases';
import { reshapingCases } from './reshapingCases';

function poolCase(
  kind: 'max' | 'average',
  inputShape: readonly number[],
  size: Pair,
  strides: Pair,
  padding: Padding,
): LayerCase {
  const className = kind === 'max' ? 'MaxPooling2D' : 'AveragePooling2D';
  return {
    name: `${className} ${size.join('×')} / ${strides.join('×')} ${padding} on ${inputShape.join('×')}`,
    className,
    config: { pool_size: size, strides, padding },
    inputShape,
    input: 'distinct',
    reference: (x) => pool2d(x, kind, size, strides, padding),
  };
}

function denseCase(inputs: number, units: number, batch: number): LayerCase {
  return {
    name: `Dense ${inputs} to ${units}, batch ${batch}`,
    className: 'Dense',
    config: { units, activation: 'linear', use_bias: true },
    inputShape: [batch, inputs],
    input: 'normal',
    reference: (x, kernel, bias) => dense(x, kernel, bias),
  };
}

function activationCase(
  activation: keyof typeof elementwise | 'softmax',
  inputShape: readonly number[],
  input: LayerCase['input'],
): LayerCase {
  return {
    name: `Activation ${activation}, ${input} on ${inputShape.join('×')}`,
    className: 'Activation',
    config: { activation },
    inputShape,
    input,
    reference: (x) => (activation === 'softmax' ? softmax(x) : map(x, elementwise[activation])),
  };
}

const paddings = ['valid', 'same'] as const;
const poolSizes: readonly Pair[] = [
  [2, 2],
  [3, 3],
  [2, 3],
  [1, 1],
];
const poolStrides: readonly Pair[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [1, 2],
];
/** Windows that do not divide the map, that hardly overlap it, that are as large as it, and strides beyond the window. */
const oddPools: readonly (readonly [Pair, Pair, Padding])[] = [
  [[5, 5], [3, 3], 'valid'],
  [[3, 2], [2, 3], 'same'],
  [[2, 2], [4, 3], 'same'],
  [[9, 7], [1, 1], 'valid'],
  [[9, 7], [2, 2], 'same'],
  [[1, 3], [1, 2], 'same'],
];

const activations = [...(Object.keys(elementwise) as (keyof typeof elementwise)[]), 'softmax'] as const;

export const layerCases: readonly LayerCase[] = [
  ...convolutionCases,
  ...(['max', 'average'] as const).flatMap((kind) =>
    paddings.flatMap((padding) =>
      poolSizes.flatMap((size) =>
        poolStrides.map((strides) => poolCase(kind, [2, 7, 8, 3], size, strides, padding)),
      ),
    ),
  ),
  ...(['max', 'average'] as const).flatMap((kind) => [
    poolCase(kind, [2, 16, 16, 8], [2, 2], [2, 2], 'valid'),
    ...oddPools.map((pool) => poolCase(kind, [2, 9, 7, 3], ...pool)),
  ]),
  denseCase(7, 5, 3),
  denseCase(64, 32, 8),
  denseCase(2500, 12, 4),
  denseCase(37, 1, 33),
  {
    name: 'Flatten',
    className: 'Flatten',
    config: {},
    inputShape: [2, 3, 4, 5],
    input: 'normal',
    reference: (x) => ({ shape: [2, 60], data: x.data }),
  },
  {
    name: 'GlobalAveragePooling2D',
    className: 'GlobalAveragePooling2D',
    config: {},
    inputShape: [3, 5, 4, 6],
    input: 'normal',
    reference: globalAveragePooling2d,
  },
  ...activations.map((activation) => activationCase(activation, [4, 6], 'distinct')),
  ...activations.map((activation) => activationCase(activation, [2, 3, 4, 8], 'distinct')),
  ...activations.map((activation) => activationCase(activation, [6, 10], 'wide')),
  ...activationCases,
  ...mergingCases,
  ...normalizationCases,
  ...reshapingCases,
];
