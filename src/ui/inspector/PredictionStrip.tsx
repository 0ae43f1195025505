import type { Prediction } from '../../engine/protocol';
import { formatPercent } from '../training/format';
import { inspectLayer } from '../builder/layerEdits';
import styles from './PredictionStrip.module.css';

interface PredictionStripProps {
  readonly layerId: string;
  /** `Dense 3`. */
  readonly label: string;
  readonly prediction: Prediction;
}

/** As many as fit on the card beside the inspector; of more classes, the likeliest. */
const MOST_CLASSES = 3;

/** What the last layer says, on its card: the classes and how likely the network takes each to be. */
export function PredictionStrip({ layerId, label, prediction }: PredictionStripProps) {
  const classes = prediction.classNames.map((name, index) => ({
    name,
    probability: prediction.probabilities[index] ?? 0,
  }));
  const likeliest = classes.toSorted((a, b) => b.probability - a.probability);
  const shown = classes.length > MOST_CLASSES ? likeliest.slice(0, MOST_CLASSES) : classes;
  const words = shown.map(({ name, probability }) => `${name} ${formatPercent(probability)}`);
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={`Look inside ${label}: ${words.join(', ')}`}
      onClick={() => inspectLayer(layerId)}
    >
      {shown.map((entry) => (
        <span key={entry.name} className={styles.entry} data-likeliest={entry === likeliest[0]}>
          <span className={styles.name}>{entry.name}</span>
          <span>{formatPercent(entry.probability)}</span>
          <span className={styles.track}>
            <span className={styles.bar} style={{ transform: `scaleX(${entry.probability})` }} />
          </span>
        </span>
      ))}
      {classes.length > shown.length && (
        <span className={styles.more}>+{classes.length - shown.length} more</span>
      )}
    </button>
  );
}
