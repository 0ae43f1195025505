import { useState } from 'react';
import { useEvaluationView } from '../../../state/evaluationView';
import { Button } from '../../shared/Button';
import { ExportButtons } from '../../shared/ExportButtons';
import { countOf } from '../../shared/format';
import { PictureButtons } from '../../shared/PictureButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { ConfusionMatrix, type ConfusionCell } from '../ConfusionMatrix';
import { formatPercent } from '../format';
import styles from './evaluation.module.css';
import { judged, type PartEvaluation } from './metrics';
import { useImagePredictions } from './useImagePredictions';

const SHOWN = 24;

/** The confusion matrix, and under it the pictures in the cell that is pressed. */
export function ConfusionView({ result }: { readonly result: PartEvaluation }) {
  const [cell, setCell] = useState<ConfusionCell | null>(null);
  const { classNames, confusion } = result;
  return (
    <div className={styles.view}>
      <ConfusionMatrix classNames={classNames} counts={confusion} chosen={cell} onChoose={setCell} />
      {cell !== null && <InCell cell={cell} classNames={classNames} />}
      <ExportButtons
        of="the confusion matrix"
        formats={[
          {
            name: 'CSV',
            save: () =>
              saveText(
                'confusion matrix.csv',
                'text/csv',
                csvOf([
                  ['true class', ...classNames],
                  ...confusion.map((row, truth) => [classNames[truth] ?? '', ...row]),
                ]),
              ),
          },
        ]}
      />
    </div>
  );
}

function InCell({
  cell,
  classNames,
}: {
  readonly cell: ConfusionCell;
  readonly classNames: readonly string[];
}) {
  const { answer, problem } = useImagePredictions();
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null) return <p className={styles.note}>Asking the network about each image…</p>;
  const inside = judged(answer)
    .filter(({ truth, predicted }) => truth === cell.truth && predicted === cell.predicted)
    .sort((a, b) => b.confidence - a.confidence);
  const [truth, predicted] = [classNames[cell.truth] ?? '?', classNames[cell.predicted] ?? '?'];
  const what = cell.truth === cell.predicted ? `${truth}, told right` : `${truth}, taken for ${predicted}`;
  return (
    <section className={styles.view} aria-label={what}>
      <p className={styles.note}>
        {countOf(inside.length, 'image')}: {what}
        {inside.length > SHOWN && `; the surest ${SHOWN} of them`}
      </p>
      <PictureButtons
        label={what}
        pictures={inside.slice(0, SHOWN).map(({ id, confidence }) => ({
          id,
          name: `${what} with ${formatPercent(confidence)}`,
          caption: formatPercent(confidence),
        }))}
      />
      {inside.length > 0 && (
        <div>
          <Button size="small" onClick={() => useEvaluationView.getState().showInEmbedding(cell)}>
            Show in the embedding
          </Button>
        </div>
      )}
    </section>
  );
}
