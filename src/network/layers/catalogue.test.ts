/** Shapes, counts and refusals of the catalogue, calculated by hand for a map of 8 × 10 × 6. */
import { describe, expect, test } from 'vitest';
import type { ParameterValues, Shape } from '../layerType';
import { shapeSize } from '../shape';
import { layerType, type LayerTypeName } from '.';

const map = [8, 10, 6];

function outcome(type: LayerTypeName, parameters: ParameterValues, inputs: readonly Shape[] = [map]) {
  const layer = layerType(type);
  const values = layer.parameters.parse(parameters) as ParameterValues;
  const { shape, problem } = layer.outputShape(inputs, values);
  if (shape === undefined) return { problem };
  const weights = layer.weights(inputs, values);
  return {
    shape,
    count: weights.reduce((sum, weight) => sum + shapeSize(weight.shape), 0),
    operations: layer.operations(inputs, values),
  };
}

type Row = readonly [LayerTypeName, ParameterValues, Shape, count: number, operations: number];

const rows: readonly Row[] = [
  // 3·3·3·4 + 4; 6·8 places, 4 filters, 27 products.
  ['conv2d', { filters: 4, groups: 2 }, [6, 8, 4], 112, 5184],
  // A dilated 3×3 spans 5×5.
  ['conv2d', { filters: 4, dilationRate: [2, 2], useBias: false }, [4, 6, 4], 216, 5184],
  ['conv2d', { filters: 2, kernelSize: [1, 7], strides: [2, 1], padding: 'same' }, [4, 10, 2], 86, 3360],
  // 3·3·6·2 + 12
  ['depthwiseConv2d', { depthMultiplier: 2 }, [6, 8, 12], 120, 5184],
  // 3·3·6 + 6·4 + 4; 48 places of 54 and 24 products.
  ['separableConv2d', { filters: 4 }, [6, 8, 4], 82, 3744],
  // 8·2 + 3 - 2 rows; 3·3·4·6 + 4; 480 stamps of 36.
  ['conv2dTranspose', { filters: 4 }, [17, 21, 4], 220, 17280],
  ['conv2dTranspose', { filters: 4, padding: 'same', strides: [3, 1] }, [24, 10, 4], 220, 17280],
  ['globalMaxPooling2d', {}, [6], 0, 0],
  ['batchNormalization', { center: false }, map, 18, 0],
  ['layerNormalization', {}, map, 12, 0],
  ['localResponseNormalization', {}, map, 0, 0],
  ['prelu', {}, map, 6, 0],
  ['prelu', { sharedAxes: false }, map, 480, 0],
  ['zeroPadding2d', { padding: [1, 2, 3, 4] }, [11, 17, 6], 0, 0],
  ['cropping2d', { cropping: [1, 2, 3, 4] }, [5, 3, 6], 0, 0],
  ['upSampling2d', { size: [2, 3] }, [16, 30, 6], 0, 0],
  ['resizing', { height: 5, width: 40 }, [5, 40, 6], 0, 0],
  ['reshape', { targetShape: [4, -1, 3] }, [4, 40, 3], 0, 0],
  ['permute', { dims: [3, 1, 2] }, [6, 8, 10], 0, 0],
];

test.each(rows)('%s %j', (type, parameters, shape, count, operations) => {
  expect(outcome(type, parameters)).toEqual({ shape, count, operations });
});

test('a gate of one value per channel weighs whole maps', () => {
  expect(outcome('multiply', {}, [map, [1, 1, 6]]).shape).toEqual(map);
  expect(outcome('multiply', {}, [map, [6]]).problem?.message).toMatch('8 × 10 × 6 and 6 arrive');
});

describe('refusals', () => {
  const refusals: readonly (readonly [LayerTypeName, ParameterValues, message: string, repair?: string])[] = [
    ['conv2d', { groups: 4 }, '4 groups cannot share 6 channels and 32 filters equally', 'Set groups to 1'],
    [
      'conv2d',
      { strides: [2, 2], dilationRate: [2, 1] },
      'strides or look through gaps',
      'Set dilation rate to 1×1',
    ],
    ['conv2d', { kernelSize: [5, 5], dilationRate: [2, 2] }, 'smaller than the 9×9', 'Use padding same'],
    ['depthwiseConv2d', { strides: [1, 2] }, 'same stride down and across', 'Set strides to 2×2'],
    ['cropping2d', { cropping: [4, 4, 0, 0] }, 'Nothing is left of a 8×10'],
    ['reshape', { targetShape: [7, -1, 1] }, '480 values, which do not go evenly by 7'],
    ['reshape', { targetShape: [-1, -1, 1] }, 'only once'],
    ['permute', { dims: [1, 1, 3] }, 'must name each axis once', 'Set dims to 2, 1, 3'],
  ];
  test.each(refusals.map((row) => [row] as const))('%j', ([type, parameters, message, repair]) => {
    const { problem } = outcome(type, parameters);
    expect(problem?.message).toMatch(message);
    expect(typeof problem?.repair === 'object' ? problem.repair.label : undefined).toBe(repair);
  });
});
