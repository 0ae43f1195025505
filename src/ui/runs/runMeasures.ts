import type { RunRecord } from '../../state/runs';

export type RunMeasure = Exclude<keyof RunRecord['epochs'][number], 'epoch'>;

/** What of runs can be laid over each other. */
export const runMeasures: readonly { readonly id: RunMeasure; readonly label: string }[] = [
  { id: 'validationAccuracy', label: 'Validation accuracy' },
  { id: 'validationLoss', label: 'Validation loss' },
  { id: 'accuracy', label: 'Training accuracy' },
  { id: 'loss', label: 'Training loss' },
];
