import { useState } from 'react';
import { countOf } from '../../shared/format';
import { ExportButtons } from '../../shared/ExportButtons';
import { PictureButtons } from '../../shared/PictureButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { SelectField } from '../../shared/SelectField';
import { formatPercent } from '../format';
import styles from './evaluation.module.css';
import { judged, type JudgedImage } from './metrics';
import { useImagePredictions } from './useImagePredictions';

const SHOWN = 24;

type Order = 'surest' | 'leastSure';

/** The images that the network gets wrong, those first of which it was surest. */
export function Mistakes() {
  const { answer, problem } = useImagePredictions();
  const [order, setOrder] = useState<Order>('surest');
  if (problem !== null) return <p className={styles.note}>{problem}</p>;
  if (answer === null) return <p className={styles.note}>Asking the network about each image…</p>;
  const { classNames } = answer;
  const wrong = judged(answer)
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => (order === 'surest' ? b.confidence - a.confidence : a.confidence - b.confidence));
  if (wrong.length === 0) {
    return <p className={styles.note}>All {countOf(answer.ids.length, 'image')} are told right.</p>;
  }
  const sentence = ({ truth, predicted, confidence }: JudgedImage) =>
    `${classNames[truth] ?? '?'}, taken for ${classNames[predicted] ?? '?'} with ${formatPercent(confidence)}`;
  return (
    <div className={styles.view}>
      <p className={styles.note}>
        {countOf(wrong.length, 'image')} of {answer.ids.length} {wrong.length === 1 ? 'is' : 'are'} told
        wrong. Press one to look into the network with it.
      </p>
      <SelectField
        label="Order"
        inline
        value={order}
        options={[
          { value: 'surest', label: 'Surest first' },
          { value: 'leastSure', label: 'Least sure first' },
        ]}
        onChange={setOrder}
      />
      <PictureButtons
        label="Mistakes"
        pictures={wrong.slice(0, SHOWN).map((image) => ({
          id: image.id,
          name: sentence(image),
          caption: `${classNames[image.predicted] ?? '?'} ${formatPercent(image.confidence)}`,
        }))}
      />
      {wrong.length > SHOWN && <p className={styles.note}>and {wrong.length - SHOWN} more</p>}
      <ExportButtons
        of="the mistakes"
        formats={[
          {
            name: 'CSV',
            save: () =>
              saveText(
                'mistakes.csv',
                'text/csv',
                csvOf([
                  ['image', 'true class', 'predicted class', 'probability'],
                  ...wrong.map(({ id, truth, predicted, confidence }) => [
                    id,
                    classNames[truth] ?? '',
                    classNames[predicted] ?? '',
                    confidence,
                  ]),
                ]),
              ),
          },
        ]}
      />
    </div>
  );
}
