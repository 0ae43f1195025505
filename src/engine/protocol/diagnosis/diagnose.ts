/** What is wrong with a run, or that nothing is: the thresholds and where they come from are at each finding. */
import type { Examined, Finding } from './finding';
import { deadRelu, exploding, vanishing } from './gradientFindings';
import { gradientFlow, mean, median, reluUnits, trainedLayers } from './measures';
import { notANumber, overfitting, rateTooHigh, rateTooLow } from './rateFindings';
import { figure } from './text';

/** Never empty; the gravest first. */
export function diagnose(examined: Examined): readonly Finding[] {
  const broken = notANumber(examined);
  // All else follows from that.
  if (broken !== null) return [broken];
  const found = [deadRelu, exploding, vanishing, rateTooHigh, rateTooLow, overfitting]
    .map((look) => look(examined))
    .filter((each) => each !== null);
  const errors = found.filter(({ severity }) => severity === 'error');
  const others = found.filter(({ severity }) => severity !== 'error');
  if (examined.health.sampledStep === null) return [...errors, ...others, unseen(examined)];
  return found.length > 0 ? [...errors, ...others] : [healthy(examined)];
}

/** Gradients and updates are of steps, and none was looked at. */
function unseen({ health, history }: Examined): Finding {
  const trained = health.step > 0 || history.batches.length > 0;
  return {
    kind: 'untrained',
    severity: 'info',
    title: trained ? 'No step looked at yet' : 'Not trained yet',
    message: trained
      ? 'Weights and activations are those of now. Gradients and updates are looked at while training runs and this view is open.'
      : 'Weights are as they were drawn. Train, or do one step, with this view open to see gradients and updates.',
    remedy: '',
    layerIds: [],
    action: null,
  };
}

/** Above this share of the loss of guessing, ln(classes), a network has not begun to learn. As in `learningAdvice`. */
const LEARNED_SHARE = 0.97;
const FEWEST_BATCHES = 20;

function healthy({ health, history, classes }: Examined): Finding {
  const layers = trainedLayers(health);
  const flow = gradientFlow(layers);
  const ratio = median(layers.map(({ updateRatio }) => updateRatio));
  const { dead, units } = reluUnits(health);
  const seen = [
    `A step changes the weights by ${figure(100 * ratio)} % of their size (around 0.1 % is usual)`,
    ...(flow === null
      ? []
      : [`gradients of the first layers are ${figure(flow)} times those of the last ones`]),
    ...(units === 0
      ? []
      : [
          `${dead === 0 ? 'none' : dead} of ${units} ReLU units ${dead === 1 ? 'is' : 'are'} 0 on all pictures looked at`,
        ]),
  ];
  const loss = mean(history.batches.slice(-FEWEST_BATCHES).map((batch) => batch.loss));
  const guessing = Math.log(classes);
  const waits = history.batches.length >= FEWEST_BATCHES && classes > 1 && loss > LEARNED_SHARE * guessing;
  return {
    kind: 'healthy',
    severity: waits ? 'info' : 'good',
    title: waits ? 'Nothing looks wrong inside, but the loss has not moved yet' : 'Nothing looks wrong',
    message: `${seen.join('; ')}.`,
    remedy: waits
      ? `After ${history.batches.length} steps the loss, ${figure(loss)}, is still that of guessing, ${figure(guessing)}. Give it more epochs; augmentation and Dropout make a beginning slow.`
      : '',
    layerIds: [],
    action: null,
  };
}
