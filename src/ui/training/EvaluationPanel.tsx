import { useEvaluationAge } from '../../state/evaluationAge';
import { learningAdvice } from '../../state/learningAdvice';
import { useTraining } from '../../state/training';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { EvaluationTabs } from './evaluation/EvaluationTabs';
import styles from './EvaluationPanel.module.css';
import { formatPercent, formatValue } from './format';

/** How well the network does on images it did not learn from. */
export function EvaluationPanel() {
  const result = useTraining((state) => state.evaluation);
  const changed = useEvaluationAge((state) => state.changed);
  if (result === null) {
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
      <dl className={styles.figures}>
        <div className={styles.headline}>
          {/* Both words are one line of text on purpose: "validation accuracy 87.5 %". */}
          <dt>{result.split} accuracy</dt> <dd>{formatPercent(result.accuracy)}</dd>
        </div>
        <div>
          <dt>loss</dt> <dd>{formatValue(result.loss)}</dd>
        </div>
        <div>
          <dt>after epoch</dt> <dd>{result.epoch}</dd>
        </div>
      </dl>
      {changed === null ? <Advice classes={result.classNames.length} /> : <Outdated changed={changed} />}
      <EvaluationTabs result={result} />
    </Panel>
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
