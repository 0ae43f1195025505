import type { History } from '../../engine/protocol';

const header = [
  'kind',
  'epoch',
  'step',
  'loss',
  'accuracy',
  'validation_loss',
  'validation_accuracy',
  'duration_ms',
];

/**
 * A run's history as CSV (RFC 4180, CRLF). One row a batch (`kind` = `batch`) and one an epoch (`kind` = `epoch`), in step order.
 * `step` counts batches since training began, from 1; an epoch's row has the step it ended at. Accuracies are fractions.
 * Cells that do not apply are empty; numbers are written with all their digits.
 */
export function historyCsv(history: History): string {
  const batches = history.batches.map((point) => ({
    step: point.step,
    cells: ['batch', point.epoch, point.step, point.loss, point.accuracy, null, null, null],
  }));
  const epochs = history.epochs.map((point) => ({
    step: point.step,
    cells: [
      'epoch',
      point.epoch,
      point.step,
      point.loss,
      point.accuracy,
      point.validationLoss,
      point.validationAccuracy,
      point.durationMs,
    ],
  }));
  // The sort is stable: an epoch's row follows the batch that ended it.
  const rows = [...batches, ...epochs].sort((a, b) => a.step - b.step);
  return [header, ...rows.map((row) => row.cells)]
    .map((cells) => cells.map((cell) => cell ?? '').join(',') + '\r\n')
    .join('');
}
