import { Download } from 'lucide-react';
import { articleSettings } from '../../network/recipe';
import { useDataset } from '../../state/dataset';
import { useRunLock } from '../../state/runLock';
import { useTraining } from '../../state/training';
import { trainingCaveats } from '../../state/trainingObstacle';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { Panel } from '../shared/Panel';
import { HistoryChart } from './HistoryChart';
import { historyCsv } from './historyCsv';
import { HistoryTable } from './HistoryTable';
import { LargeNetworkNotice } from './LargeNetworkNotice';
import { LearningRateFinder } from './LearningRateFinder';
import { saveText } from '../shared/saveFile';
import { SettingsFields } from './SettingsFields';
import styles from './TrainingPanel.module.css';
import { ViewPacePicker } from './ViewPacePicker';

/** The recipe of a run and the curves of what it came to. */
export function TrainingPanel() {
  const settings = useTraining((state) => state.settings);
  const locked = useRunLock((state) => state.locked);
  const summary = useDataset((state) => state.summary);
  const { setSettings } = useTraining.getState();
  const caveats = trainingCaveats(summary);
  const isArticle = JSON.stringify(settings) === JSON.stringify(articleSettings);
  return (
    <Panel
      title="Training"
      aside={locked ? 'Stop to edit' : undefined}
      actions={
        !locked &&
        !isArticle && (
          <Button variant="quiet" size="small" onClick={() => setSettings(articleSettings)}>
            Reset to the article’s settings
          </Button>
        )
      }
    >
      <LargeNetworkNotice />
      <SettingsFields settings={settings} locked={locked} onChange={setSettings} />
      <LearningRateFinder />
      <ViewPacePicker />
      {!locked &&
        caveats.map((caveat) => (
          <Notice key={caveat} tone="warning">
            {caveat}
          </Notice>
        ))}
      <RunHistory />
    </Panel>
  );
}

/** Apart from the settings, because it changes several times a second. */
function RunHistory() {
  const history = useTraining((state) => state.history);
  return (
    <>
      <HistoryChart metric="loss" history={history} />
      <HistoryChart metric="accuracy" history={history} />
      <HistoryTable epochs={history.epochs} />
      <Button
        size="small"
        icon={<Download aria-hidden="true" />}
        className={styles.export}
        disabled={history.batches.length === 0}
        onClick={() =>
          saveText('convoscope-history.csv', 'text/csv', historyCsv(useTraining.getState().history))
        }
      >
        Export as CSV
      </Button>
    </>
  );
}
