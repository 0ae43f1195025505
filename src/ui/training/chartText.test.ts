import { expect, it } from 'vitest';
import { figuresAt, pointText } from './chartText';
import type { History } from '../../engine/protocol';

const history: History = {
  batches: [
    { step: 1, epoch: 1, loss: 0.9, accuracy: 0.25 },
    { step: 2, epoch: 1, loss: 0.8, accuracy: 0.5 },
    { step: 3, epoch: 2, loss: 0.7, accuracy: 0.75 },
  ],
  epochs: [
    {
      epoch: 1,
      step: 2,
      loss: 0.85,
      accuracy: 0.375,
      validationLoss: 0.9,
      validationAccuracy: 0.5,
      durationMs: 9,
    },
  ],
};

it('shows a batch with the epoch it belongs to', () => {
  const row = { step: 1, epoch: 1, batch: 0.9, training: null, validation: null };
  expect(pointText(row, 'loss', history)).toBe(
    'step 1, epoch 1: batch 0.9000, training 0.8500, validation 0.9000',
  );
});

it('leaves out the epoch that has not ended', () => {
  const row = { step: 3, epoch: 2, batch: 0.75, training: null, validation: null };
  expect(pointText(row, 'accuracy', history)).toBe('step 3, epoch 2: batch 75 %');
});

it('shows the latest of each when nothing is looked at', () => {
  expect(figuresAt(null, 'accuracy', history)).toEqual({ batch: 0.75, training: 0.375, validation: 0.5 });
});
