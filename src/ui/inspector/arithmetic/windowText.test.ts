import { expect, it } from 'vitest';
import { windowText } from './windowText';

const plain = {
  rows: [0, 1, 2],
  columns: [0, 1, 2],
  inputHeight: 8,
  inputWidth: 8,
  strides: [1, 1],
  dilation: [1, 1],
  rim: [0, 0, 0, 0],
} as const;

it('says how a window moves', () => {
  expect(windowText(plain)).toBe('window 3 × 3, stride 1');
  expect(windowText({ ...plain, strides: [2, 2], rim: [1, 1, 1, 1] })).toBe(
    'window 3 × 3, stride 2, padding 1',
  );
  expect(windowText({ ...plain, rim: [0, 1, 0, 1] })).toBe(
    'window 3 × 3, stride 1, padding 0 before and 1 behind',
  );
  expect(windowText({ ...plain, rim: [2, 2, 0, 0], strides: [2, 1], dilation: [2, 1] })).toBe(
    'window 3 × 3, stride 2 × 1, padding 2 × 0, dilation 2 × 1',
  );
});
