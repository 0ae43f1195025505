import type { BackendChoice, BackendReport } from '../../engine/protocol';
import { backendNames } from '../../engine/protocol';
import { useRunLock } from '../../state/runLock';
import { useTraining } from '../../state/training';
import { SelectField } from '../shared/SelectField';
import { BackendDetails } from './BackendDetails';
import styles from './BackendPicker.module.css';
import { backendLabels } from './phases';

/** Which of the machine's ways to compute runs, why, and the choice of another. */
export function BackendPicker() {
  const report = useTraining((state) => state.backend);
  const switching = useTraining((state) => state.asking === 'backend');
  const locked = useRunLock((state) => state.locked);
  const { selectBackend } = useTraining.getState();
  return (
    <div className={styles.picker}>
      <SelectField<BackendChoice>
        label="Backend"
        hideLabel
        value={report?.choice ?? 'auto'}
        options={optionsOf(report)}
        disabled={report === null || switching || locked}
        onChange={(choice) => void selectBackend(choice)}
      />
      <BackendDetails report={report} locked={locked} />
    </div>
  );
}

function optionsOf(report: BackendReport | null) {
  const active = report === null ? '' : ` (${backendLabels[report.active]})`;
  const named = backendNames.map((name) => {
    const available = report?.candidates.find((candidate) => candidate.name === name)?.available !== false;
    return {
      value: name,
      label: available ? backendLabels[name] : `${backendLabels[name]}, not available`,
      disabled: !available,
    };
  });
  return [{ value: 'auto' as const, label: `Automatic${active}` }, ...named];
}
