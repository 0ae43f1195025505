import type { SplitName } from '../../engine/protocol';
import { useEvaluationAge } from '../../state/evaluationAge';
import { useEvaluationView } from '../../state/evaluationView';
import { learningAdvice } from '../../state/learningAdvice';
import { useTraining } from '../../state/training';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { SegmentedControl } from '../shared/SegmentedControl';
import { EvaluationTabs } from './evaluation/EvaluationTabs';
import { useEvaluated, type Evaluated } from './evaluation/useEvaluated';
import { useEvaluatedParts, useEvaluatedSplit } from './evaluation/useEvaluatedSplit';
import styles from './EvaluationPanel.module.css';
import { formatPercent, formatValue } from './format';

const partNames: Readonly<Record<SplitName, string>> = {
  validation: 'Validation images',
  train: 'Training images',
  test: 'Test images',
};

/** How well the network does on images: on those it did not learn from, and for comparison on those it did. */
export function EvaluationPanel() {
  const parts = useEvaluatedParts();
  const split = useEvaluatedSplit();
  const { evaluated, problem } = useEvaluated();
  const { setSplit } = useEvaluationView.getState();
  if (split === null) {
    return (
      <Panel title="Evaluation">
        <p className={styles.empty}>
          After each epoch, this shows how many of the validation images the network gets right, and which
          classes it takes for which.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="Evaluation">
      {parts.length > 1 && (
        <SegmentedControl
          label="Images"
          value={split}
          options={parts.map((part) => ({ value: part, label: partNames[part] }))}
          onChange={setSplit}
        />
      )}
      {evaluated === null ? (
        <p className={styles.empty}>{problem ?? 'Asking the network about each image…'}</p>
      ) : (
        <Told evaluated={evaluated} />
      )}
    </Panel>
  );
}

/** In words, as the figures have it. */
const adjectives: Readonly<Record<SplitName, string>> = {
  validation: 'validation',
  train: 'training',
  test: 'test',
};

function Told({ evaluated }: { readonly evaluated: Evaluated }) {
  const changed = useEvaluationAge((state) => state.changed);
  const { split, accuracy, loss, asOf, classNames } = evaluated;
  return (
    <>
      <dl className={styles.figures}>
        <div className={styles.headline}>
          {/* Both words are one line of text on purpose: "validation accuracy 87.5 %". */}
          <dt>{adjectives[split]} accuracy</dt> <dd>{formatPercent(accuracy)}</dd>
        </div>
        <div>
          <dt>loss</dt> <dd>{formatValue(loss)}</dd>
        </div>
        <div>
          <dt>{asOf.name}</dt> <dd>{asOf.value}</dd>
        </div>
      </dl>
      {changed === null ? <Advice classes={classNames.length} /> : <Outdated changed={changed} />}
      <EvaluationTabs result={evaluated} />
    </>
  );
}

function Outdated({ changed }: { readonly changed: 'network' | 'images' }) {
  const what = changed === 'network' ? 'The network was edited' : 'The images were changed';
  return <Notice tone="info">{what} since. Training evaluates it anew after each epoch.</Notice>;
}

/** Only a run that went to its end is judged, and only by the settings it ran with. */
function Advice({ classes }: { readonly classes: number }) {
  const finished = useTraining((state) => state.status?.phase === 'finished');
  const epochs = useTraining((state) => state.history.epochs);
  const ranWith = useTraining((state) => state.ranWith);
  const settings = useTraining((state) => state.settings);
  const { setSettings } = useTraining.getState();
  const advice = finished && ranWith !== null ? learningAdvice(epochs, classes, ranWith) : null;
  if (advice === null) return null;
  const taken = JSON.stringify(advice.settings) === JSON.stringify(settings);
  return (
    <Notice
      tone="info"
      action={{ label: advice.label, run: () => setSettings(advice.settings), disabled: taken }}
    >
      {advice.message}
    </Notice>
  );
}
