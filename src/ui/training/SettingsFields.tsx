import type { TrainingSettings } from '../../network/recipe';
import { learningRateSchedules, optimizerNames } from '../../network/recipe';
import { NumberField } from '../shared/NumberField';
import { SelectField } from '../shared/SelectField';
import { AugmentationFields } from './AugmentationFields';
import styles from './SettingsFields.module.css';

const scheduleLabels: Record<TrainingSettings['learningRateSchedule'], string> = {
  constant: 'Constant',
  CosineDecay: 'Cosine',
};

interface SettingsFieldsProps {
  readonly settings: TrainingSettings;
  /** While a run is active nothing of its recipe may change. */
  readonly locked: boolean;
  readonly onChange: (settings: TrainingSettings) => void;
}

/** The recipe of a run. */
export function SettingsFields({ settings, locked, onChange }: SettingsFieldsProps) {
  const set = (patch: Partial<TrainingSettings>) => onChange({ ...settings, ...patch });
  return (
    <>
      <div className={styles.grid}>
        <NumberField
          label="Epochs"
          value={settings.epochs}
          min={1}
          max={10000}
          integer
          disabled={locked}
          onChange={(epochs) => set({ epochs })}
        />
        <NumberField
          label="Batch size"
          value={settings.batchSize}
          min={1}
          max={1024}
          integer
          disabled={locked}
          onChange={(batchSize) => set({ batchSize })}
        />
        <SelectField
          label="Optimizer"
          value={settings.optimizer}
          options={optimizerNames.map((name) => ({ value: name, label: name }))}
          disabled={locked}
          onChange={(optimizer) => set({ optimizer })}
        />
        <NumberField
          label="Learning rate"
          value={settings.learningRate}
          min={0.000001}
          max={10}
          step="decades"
          disabled={locked}
          onChange={(learningRate) => set({ learningRate })}
        />
        <SelectField
          label="Schedule"
          value={settings.learningRateSchedule}
          options={learningRateSchedules.map((name) => ({ value: name, label: scheduleLabels[name] }))}
          disabled={locked}
          description="How the learning rate goes during a run. Cosine decay lets it fall to nothing at the last epoch, so that the weights come to rest."
          onChange={(learningRateSchedule) => set({ learningRateSchedule })}
        />
        {settings.optimizer === 'SGD' && (
          <NumberField
            label="Momentum"
            value={settings.momentum}
            min={0}
            max={0.999}
            step={0.1}
            disabled={locked}
            onChange={(momentum) => set({ momentum })}
          />
        )}
        {settings.optimizer === 'AdamW' && (
          <NumberField
            label="Weight decay"
            value={settings.weightDecay}
            min={0}
            max={1}
            step={0.001}
            disabled={locked}
            onChange={(weightDecay) => set({ weightDecay })}
          />
        )}
        <NumberField
          label="Seed"
          value={settings.seed}
          min={0}
          max={4294967295}
          integer
          disabled={locked}
          onChange={(seed) => set({ seed })}
        />
      </div>
      <AugmentationFields
        value={settings.augmentation}
        disabled={locked}
        onChange={(augmentation) => set({ augmentation })}
      />
    </>
  );
}
