/** What to try when a run ends where it began. */
import type { EpochPoint } from '../engine/protocol';
import type { TrainingSettings } from '../network/recipe';

export interface LearningAdvice {
  readonly message: string;
  /** The button that takes it: what it says and the settings it sets. */
  readonly label: string;
  readonly settings: TrainingSettings;
}

/** Below this share of the loss of guessing, a network has begun to learn. */
const LEARNED_SHARE = 0.97;
/** Above this share of it, steps have gone too far: chance alone does not lead there. */
const OVERSHOT_SHARE = 1.2;
/** Adam and its kin take steps of about this size in every weight, whatever the gradient; Keras begins at 0.001. */
const MOST_ADAPTIVE_RATE = 0.003;

/**
 * Advice for a finished run whose training loss is still that of guessing, ln(classes) nats, or worse; `null` when it has
 * learned. Few steps of plain SGD are the usual reason: the article's recipe is made for thousands of photos.
 */
export function learningAdvice(
  epochs: readonly EpochPoint[],
  classes: number,
  settings: TrainingSettings,
): LearningAdvice | null {
  const last = epochs.at(-1);
  const guessing = Math.log(classes);
  if (last === undefined || classes < 2 || last.loss < LEARNED_SHARE * guessing) return null;
  if (last.loss > OVERSHOT_SHARE * guessing) return adviceToSlowDown(last.loss, guessing, settings);
  const told = `The network has hardly learned: its loss, ${last.loss.toFixed(3)}, is that of guessing (ln ${classes} = ${guessing.toFixed(3)}).`;
  if (settings.optimizer === 'SGD') {
    return {
      message: `${told} ${last.step} steps of SGD are few; Adam gets going sooner.`,
      label: 'Set Adam, learning rate 0.001',
      settings: { ...settings, optimizer: 'Adam', learningRate: 0.001 },
    };
  }
  if (settings.learningRate > MOST_ADAPTIVE_RATE) {
    return {
      message:
        `${told} A learning rate of ${settings.learningRate} is much for ${settings.optimizer}: it can silence the layers ` +
        'for good. Reset the weights before you train again.',
      label: 'Set learning rate 0.001',
      settings: { ...settings, learningRate: 0.001 },
    };
  }
  const epochsToTry = Math.min(10000, settings.epochs * 3);
  return {
    message: `${told} It may need more time: training goes on from the weights it has.`,
    label: `Set ${epochsToTry} epochs`,
    settings: { ...settings, epochs: epochsToTry },
  };
}

function adviceToSlowDown(loss: number, guessing: number, settings: TrainingSettings): LearningAdvice {
  const learningRate = Math.max(1e-6, Number((settings.learningRate / 10).toPrecision(2)));
  return {
    message:
      `The network has overshot: its loss, ${loss.toFixed(3)}, is worse than that of guessing (${guessing.toFixed(3)}). ` +
      `Reset the weights and take smaller steps than a learning rate of ${settings.learningRate}.`,
    label: `Set learning rate ${learningRate}`,
    settings: { ...settings, learningRate },
  };
}
