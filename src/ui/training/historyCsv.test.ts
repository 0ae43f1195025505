import { expect, it } from 'vitest';
import { historyCsv } from './historyCsv';

it('writes batches and epochs in step order, an epoch after the batch that ended it', () => {
  const csv = historyCsv({
    batches: [
      { step: 1, epoch: 1, loss: 0.7, accuracy: 0.5 },
      { step: 2, epoch: 1, loss: 0.6, accuracy: 0.75 },
      { step: 3, epoch: 2, loss: 0.5, accuracy: 1 },
    ],
    epochs: [
      {
        epoch: 1,
        step: 2,
        loss: 0.65,
        accuracy: 0.625,
        validationLoss: 0.7,
        validationAccuracy: null,
        durationMs: 120,
      },
    ],
  });
  expect(csv).toBe(
    'kind,epoch,step,loss,accuracy,validation_loss,validation_accuracy,duration_ms\r\n' +
      'batch,1,1,0.7,0.5,,,\r\n' +
      'batch,1,2,0.6,0.75,,,\r\n' +
      'epoch,1,2,0.65,0.625,0.7,,120\r\n' +
      'batch,2,3,0.5,1,,,\r\n',
  );
});
