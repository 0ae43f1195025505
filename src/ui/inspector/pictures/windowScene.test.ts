import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slidingShape } from '../../../network/slidingWindow';
import { windowScene, type WindowPicture } from './windowScene';

const side = fc.integer({ min: 1, max: 11 });
const pair = fc.tuple(side, side);

test('the window takes as many steps as the layer gives cells for a map of that size', () => {
  fc.assert(
    fc.property(pair, pair, fc.constantFrom('valid' as const, 'same' as const), (size, strides, padding) => {
      const scene = windowScene({ ...plain, size, strides, padding });
      const { shape } = slidingShape(
        [[...scene.input, 1]],
        { size, strides, padding, dilation: [1, 1] },
        { layer: 'Conv2D', window: 'kernel' },
        1,
      );
      expect([...scene.output, 1]).toEqual(shape);
    }),
  );
});

test('a dilated window reaches over its holes', () => {
  const scene = windowScene({ ...plain, size: [3, 3], dilation: [2, 2] });
  expect(scene.reach).toEqual([5, 5]);
  expect(scene.output).toEqual([scene.input[0] - 4, scene.input[1] - 4]);
});

test('maxima and means leave padding out; the odd cell of padding comes last', () => {
  const scene = windowScene({ ...plain, size: [2, 2], padding: 'same', result: 'average' });
  expect(scene.before).toEqual([0, 0]);
  expect(scene.after).toEqual([1, 1]);
});

const plain: WindowPicture = {
  kind: 'window',
  size: [3, 3],
  strides: [1, 1],
  dilation: [1, 1],
  padding: 'valid',
  result: 'weightedSum',
  reads: 'allChannels',
};
