import { lazy, Suspense } from 'react';
import { useEvaluationView, type EvaluationTab } from '../../../state/evaluationView';
import { Tabs, type Tab } from '../../shared/Tabs';
import { ConfusionView } from './ConfusionView';
import type { PartEvaluation } from './metrics';
import { Mistakes } from './Mistakes';
import { PerClass } from './PerClass';

const tabs: readonly Tab<EvaluationTab>[] = [
  { id: 'confusion', name: 'Confusion matrix' },
  { id: 'mistakes', name: 'Mistakes' },
  { id: 'perClass', name: 'Per class' },
  { id: 'calibration', name: 'Calibration' },
  { id: 'embedding', name: 'Embedding' },
];

const CalibrationPlot = lazy(() =>
  import('./CalibrationPlot').then(({ CalibrationPlot }) => ({ default: CalibrationPlot })),
);
const EmbeddingView = lazy(() =>
  import('./embedding/EmbeddingView').then(({ EmbeddingView }) => ({ default: EmbeddingView })),
);

/** What the network gets right and wrong, one view at a time. */
export function EvaluationTabs({ result }: { readonly result: PartEvaluation }) {
  const chosen = useEvaluationView((state) => state.tab);
  const { setTab } = useEvaluationView.getState();
  return (
    <Tabs label="Views of the evaluation" tabs={tabs} chosen={chosen} onChoose={setTab}>
      <Suspense>
        {chosen === 'confusion' && <ConfusionView result={result} />}
        {chosen === 'mistakes' && <Mistakes />}
        {chosen === 'perClass' && <PerClass />}
        {chosen === 'calibration' && <CalibrationPlot />}
        {chosen === 'embedding' && <EmbeddingView />}
      </Suspense>
    </Tabs>
  );
}
