import type { DatasetSummary } from '../../engine/protocol';
import { useDataset } from '../../state/dataset';
import { NumberField } from '../shared/NumberField';
import { SelectField } from '../shared/SelectField';
import styles from './SplitControl.module.css';

const kinds = [
  { value: 'pooled', label: 'Split at random, by class' },
  { value: 'folders', label: 'Keep train / val / test folders' },
] as const;

interface SplitControlProps {
  readonly summary: DatasetSummary;
  readonly disabled: boolean;
}

/** How the pictures are divided into those to learn from and those to check with. */
export function SplitControl({ summary, disabled }: SplitControlProps) {
  const split = useDataset((state) => state.split);
  const setSplit = useDataset((state) => state.setSplit);
  const keepsFolders = summary.hasSplitFolders && split.kind === 'folders';
  return (
    <div className={styles.split}>
      {summary.hasSplitFolders && (
        <SelectField
          label="Split"
          value={split.kind}
          options={kinds}
          disabled={disabled}
          onChange={(kind) => setSplit({ ...split, kind })}
        />
      )}
      {!keepsFolders && (
        <NumberField
          label="Validation part"
          unit="%"
          min={5}
          max={50}
          integer
          step={5}
          value={Math.round(split.validationFraction * 100)}
          disabled={disabled}
          onChange={(percent) => setSplit({ ...split, validationFraction: percent / 100 })}
        />
      )}
    </div>
  );
}
