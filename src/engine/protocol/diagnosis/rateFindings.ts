/** What the size of the steps and the curves tell: too far, not far enough, or learnt by heart. */
import { addLayer } from '../../../network/edits';
import type { Network } from '../../../network/graph';
import { infer } from '../../../network/inference';
import type { TrainingSettings } from '../../../network/recipe';
import type { Examined, Finding, HealthAction } from './finding';
import { mean, median, trainedLayers } from './measures';
import { figure } from './text';

/**
 * "A rough heuristic is that this ratio should be somewhere around 1e-3" (Karpathy, Stanford CS231n, "Ratio of
 * weights:updates"): lower, and the learning rate may be too low; higher, and it is likely too high. A hundred times off either
 * way is clearly off; between, networks learn well.
 */
export const USUAL_UPDATE = 1e-3;
const LARGE_UPDATE = 100 * USUAL_UPDATE;
const SMALL_UPDATE = USUAL_UPDATE / 100;

/** Of the loss of guessing, ln(classes): chance alone does not lead above it. As in `learningAdvice`. */
const OVERSHOT = 1.2;
/** Batches before curves are judged. */
const FEWEST_BATCHES = 20;
/** A loss that changed by less of itself than this is flat. */
const FLAT = 0.01;

/**
 * Prechelt, "Early stopping: but when?" (1998): generalization loss GL = 100·(E/E_best − 1), stopped at above 5, and only
 * after the error has risen over some strips of epochs (UP₃: three).
 */
const GENERALIZATION_LOSS = 0.05;
const EPOCHS_RISING = 3;

export function notANumber({ health, history, settings }: Examined): Finding | null {
  const broken = history.batches.findLast(({ loss }) => !Number.isFinite(loss));
  const layers = health.layers.filter(
    ({ weights }) => (weights?.notANumber ?? 0) + (weights?.infinite ?? 0) > 0,
  );
  if (broken === undefined && layers.length === 0) return null;
  const when = broken === undefined ? 'Weights are' : `At step ${broken.step} the loss is`;
  const spoilt = layers.length > 0 ? `; weights of ${layers.length} layers are, too` : '';
  return {
    kind: 'notANumber',
    severity: 'error',
    title: 'Learning rate too high: not a number',
    message: `${when} no longer a number${broken === undefined ? '' : spoilt}: the weights have grown without bound.`,
    remedy: `Weights that are not numbers do not come back: draw them anew and take smaller steps than ${settings.learningRate}.`,
    layerIds: layers.map(({ layerId }) => layerId),
    action: slower(settings, true),
  };
}

export function rateTooHigh({ health, history, settings, classes }: Examined): Finding | null {
  const losses = history.batches.map(({ loss }) => loss);
  const tail = losses.slice(-Math.max(5, Math.floor(losses.length / 4)));
  const guessing = Math.log(classes);
  const [before, now] = [mean(losses.slice(0, tail.length)), mean(tail)];
  const overshot =
    losses.length >= FEWEST_BATCHES && classes > 1 && now > OVERSHOT * guessing && now >= before;
  const ratio = median(trainedLayers(health).map(({ updateRatio }) => updateRatio));
  const large = ratio > LARGE_UPDATE;
  if (!overshot && !large) return null;
  const seen = [
    large &&
      `A step changes the weights by ${figure(100 * ratio)} % of their size (median of the layers); around 0.1 % is usual.`,
    overshot &&
      `The loss, ${figure(now)}, is no lower than where it began, ${figure(before)}, and above that of guessing, ${figure(guessing)}.`,
  ];
  return {
    kind: 'rateTooHigh',
    severity: 'warning',
    title: 'Learning rate too high',
    message: seen.filter((each) => each !== false).join(' '),
    remedy: `Take smaller steps than a learning rate of ${settings.learningRate}.`,
    layerIds: [],
    action: slower(settings, overshot),
  };
}

export function rateTooLow({ health, history, settings }: Examined): Finding | null {
  const losses = history.batches.map(({ loss }) => loss);
  const ratio = median(trainedLayers(health).map(({ updateRatio }) => updateRatio));
  if (losses.length < FEWEST_BATCHES || !(ratio < SMALL_UPDATE)) return null;
  const fifth = Math.ceil(losses.length / 5);
  const [before, now] = [mean(losses.slice(0, fifth)), mean(losses.slice(-fifth))];
  if (Math.abs(now - before) > FLAT * before) return null;
  const learningRate = Math.min(10, Number((settings.learningRate * 10).toPrecision(2)));
  return {
    kind: 'rateTooLow',
    severity: 'warning',
    title: 'Learning rate too low',
    message:
      `A step changes the weights by ${figure(ratio)} of their size (median of the layers), where around 0.001 is usual, and ` +
      `the loss stays at ${figure(now)}.`,
    remedy: `Take larger steps than a learning rate of ${settings.learningRate}${settings.optimizer === 'SGD' ? ', or use Adam, which finds the size of its steps itself' : ''}.`,
    layerIds: [],
    action: {
      kind: 'settings',
      label: `Set learning rate ${learningRate}`,
      patch: { learningRate },
      resets: false,
    },
  };
}

export function overfitting({ history: { epochs }, settings, network }: Examined): Finding | null {
  const judged = epochs.flatMap(({ epoch, loss, validationLoss }) =>
    validationLoss === null ? [] : [{ epoch, loss, validationLoss }],
  );
  const last = judged.at(-1);
  const best = judged.reduce<(typeof judged)[number] | undefined>(
    (least, each) => (least === undefined || each.validationLoss < least.validationLoss ? each : least),
    undefined,
  );
  if (last === undefined || best === undefined || last.epoch - best.epoch < EPOCHS_RISING) return null;
  const isWorse = last.validationLoss > (1 + GENERALIZATION_LOSS) * best.validationLoss;
  if (!isWorse || last.loss >= best.loss) return null;
  return {
    kind: 'overfitting',
    severity: 'warning',
    title: 'Overfitting',
    message:
      `The validation loss was best after epoch ${best.epoch}, ${figure(best.validationLoss)}, and is ${figure(last.validationLoss)} now, while the ` +
      `training loss went on falling, from ${figure(best.loss)} to ${figure(last.loss)}.`,
    remedy: `The network learns the training images by heart. Add images, let augmentation vary them, use Dropout or a smaller network, or stop after epoch ${best.epoch}.`,
    layerIds: [],
    action: againstOverfitting(settings, network),
  };
}

/** A tenth of the learning rate; with `resets`, from new weights. */
export function slower(settings: TrainingSettings, resets: boolean): HealthAction {
  const learningRate = Math.max(1e-6, Number((settings.learningRate / 10).toPrecision(2)));
  return {
    kind: 'settings',
    label: `Set learning rate ${learningRate}${resets ? ' and reset the weights' : ''}`,
    patch: { learningRate },
    resets,
  };
}

/** Augmentation where none is on, else a Dropout before the last layer with weights where the network has none. */
function againstOverfitting({ augmentation }: TrainingSettings, network: Network): HealthAction | null {
  const { rotation, widthShift, heightShift, shear, zoom, horizontalFlip } = augmentation;
  const amounts = [rotation, widthShift, heightShift, shear, zoom];
  if (!horizontalFlip && amounts.every(({ enabled, value }) => !enabled || value === 0)) {
    const moderate = (value: number) => ({ enabled: true, value });
    return {
      kind: 'settings',
      label: 'Turn augmentation on',
      patch: {
        augmentation: {
          ...augmentation,
          rotation: moderate(20),
          widthShift: moderate(0.2),
          heightShift: moderate(0.2),
          zoom: moderate(0.2),
          horizontalFlip: true,
        },
      },
      resets: false,
    };
  }
  if (network.nodes.some(({ type }) => type === 'dropout')) return null;
  const { order, nodes } = infer(network);
  const last = order.findLast((id) => (nodes.get(id)?.weights.length ?? 0) > 0);
  const source = network.connections.find(({ to }) => to === last)?.from;
  if (last === undefined || source === undefined) return null;
  return {
    kind: 'network',
    label: 'Add Dropout before the last layer',
    network: addLayer(network, 'dropout', { after: source, before: last, parameters: { rate: 0.5 } }),
  };
}
