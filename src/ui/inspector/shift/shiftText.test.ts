import { expect, it } from 'vitest';
import { formatDelta, shiftSummary } from './shiftText';

it('says how far a picture is moved', () => {
  expect(formatDelta([0, 0])).toBe('not moved');
  expect(formatDelta([3, -2])).toBe('3 px right, 2 px up');
});

it('says what a shift does to a layer, and why it may not be compared', () => {
  const layer = { layerId: 'a', stride: [2, 2], change: [0.125], movedChange: [0.5] } as const;
  expect(shiftSummary('Conv2D 1', layer)).toBe(
    'Conv2D 1 changes by 0.1250; against its maps moved along, by 0.5000.',
  );
  expect(shiftSummary('Conv2D 1', { ...layer, movedChange: [null] })).toMatch('2 × 2 pixels apart');
  expect(shiftSummary('Dense 1', { ...layer, stride: null, movedChange: [null] })).toBe(
    'Dense 1 changes by 0.1250. Its outputs have no place in the picture.',
  );
  expect(shiftSummary('ReLU 1', { ...layer, change: [null] })).toMatch('was 0 everywhere and is not now');
});
