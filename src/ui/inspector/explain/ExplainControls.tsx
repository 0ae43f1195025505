import { useInspection } from '../../../state/inspection';
import { useLooking } from '../../../state/looking';
import { SelectField } from '../../shared/SelectField';
import { formatPercent } from '../../training/format';
import styles from './ExplainView.module.css';

interface ExplainControlsProps {
  /** `null`: the likeliest. */
  readonly chosen: number | null;
  /** Which that is. */
  readonly asked: number | null;
  /** The class beside it; `null` where there is none. */
  readonly against: number | null;
  readonly opacity: number;
  readonly onOpacity: (opacity: number) => void;
}

const NO_CLASS = 'none';
const LIKELIEST = 'likeliest';

/** Of which class, beside which other, and how strongly over the picture. */
export function ExplainControls(props: ExplainControlsProps) {
  const { chosen, asked, against, opacity, onOpacity } = props;
  const prediction = useInspection((state) => state.prediction);
  const { setClass, setOtherClass } = useLooking.getState();
  const classes = (prediction?.classNames ?? []).map((name, index) => ({
    value: String(index),
    label: `${name} (${formatPercent(prediction?.probabilities[index] ?? 0)})`,
  }));
  return (
    <div className={styles.controls}>
      <SelectField
        label="Class"
        value={chosen === null ? LIKELIEST : String(chosen)}
        options={[{ value: LIKELIEST, label: 'The likeliest' }, ...classes]}
        onChange={(value) => setClass(value === LIKELIEST ? null : Number(value))}
      />
      {classes.length > 1 && (
        <SelectField
          label="Compare with"
          value={against === null ? NO_CLASS : String(against)}
          options={[{ value: NO_CLASS, label: 'No other' }, ...classes.filter((_, index) => index !== asked)]}
          onChange={(value) => setOtherClass(value === NO_CLASS ? null : Number(value))}
        />
      )}
      <label className={styles.opacity}>
        Over the picture
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          onChange={(event) => onOpacity(Number(event.target.value))}
        />
      </label>
    </div>
  );
}
