import { lazy, Suspense, useState } from 'react';
import type { EvaluationResult } from '../../../engine/protocol';
import { Tabs } from '../../shared/Tabs';
import { ConfusionView } from './ConfusionView';
import { Mistakes } from './Mistakes';
import { PerClass } from './PerClass';

const tabs = [
  { id: 'confusion', name: 'Confusion matrix' },
  { id: 'mistakes', name: 'Mistakes' },
  { id: 'perClass', name: 'Per class' },
  { id: 'calibration', name: 'Calibration' },
  { id: 'embedding', name: 'Embedding' },
] as const;

const CalibrationPlot = lazy(() =>
  import('./CalibrationPlot').then(({ CalibrationPlot }) => ({ default: CalibrationPlot })),
);
const EmbeddingPlot = lazy(() =>
  import('./EmbeddingPlot').then(({ EmbeddingPlot }) => ({ default: EmbeddingPlot })),
);

/** What the network gets right and wrong, one view at a time. */
export function EvaluationTabs({ result }: { readonly result: EvaluationResult }) {
  const [chosen, setChosen] = useState<(typeof tabs)[number]['id']>('confusion');
  return (
    <Tabs label="Views of the evaluation" tabs={tabs} chosen={chosen} onChoose={setChosen}>
      <Suspense>
        {chosen === 'confusion' && <ConfusionView result={result} />}
        {chosen === 'mistakes' && <Mistakes />}
        {chosen === 'perClass' && <PerClass />}
        {chosen === 'calibration' && <CalibrationPlot />}
        {chosen === 'embedding' && <EmbeddingPlot />}
      </Suspense>
    </Tabs>
  );
}
