/** What gradients and units tell: whether what the loss says comes through to the first layers, and in bounds. */
import { labels, type Network } from '../../../network/graph';
import { setParameters } from '../../../network/edits';
import type { LayerHealth } from '../health';
import type { Examined, Finding, HealthAction } from './finding';
import { deadShare, globalGradientNorms, gradientFlow, median, reluUnits, trainedLayers } from './measures';
import { slower } from './rateFindings';
import { figure, listed } from './text';

/**
 * Five layers of sigmoid, each of which lets a quarter through at best (σ′ ≤ 1/4), leave (1/4)⁵ ≈ 0.001 of a gradient: less is
 * what Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), saw stop deep
 * networks from learning. Exploding is the same the other way round.
 */
const FADED = 1e-3;

/**
 * Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks" (2013), clip gradients at half to ten
 * times their usual norm: above ten times it is what they call exploding. The usual one needs some samples.
 */
const EXPLODED = 10;
const SAMPLES_TO_KNOW = 8;

/**
 * "As much as 40 % of your network can be dead if the learning rate is set too high" (Karpathy, Stanford CS231n, notes on
 * neural networks): so much of all units of the network, or the whole of one layer. Of a single layer it is no sign yet: a
 * third of a Dense layer, just drawn, is 0 on pictures that are alike.
 */
const MANY_DEAD = 0.4;

export function exploding({ health, settings, network }: Examined): Finding | null {
  const named = labels(network);
  const broken = health.layers.filter(
    ({ gradients }) => (gradients?.infinite ?? 0) + (gradients?.notANumber ?? 0) > 0,
  );
  const flow = gradientFlow(trainedLayers(health));
  const norms = globalGradientNorms(health);
  const [usual, last] = [median(norms), norms.at(-1) ?? NaN];
  const seen =
    broken.length > 0
      ? `Gradients of ${listed(broken.map(({ layerId }) => named.get(layerId) ?? layerId))} are infinite or not a number.`
      : flow !== null && flow > 1 / FADED
        ? `Gradients of the first layers are ${figure(flow)} times those of the last ones: they grow from layer to layer on their way back.`
        : norms.length >= SAMPLES_TO_KNOW && last > EXPLODED * usual
          ? `At step ${health.sampledStep ?? 0} the gradients’ norm is ${figure(last)}, ${figure(last / usual)} times what is usual in this run.`
          : null;
  if (seen === null) return null;
  return {
    kind: 'exploding',
    severity: broken.length > 0 ? 'error' : 'warning',
    title: 'Exploding gradients',
    message: seen,
    remedy:
      'A step along such a gradient throws the weights far off. Take smaller steps, or put BatchNormalization after the ' +
      'convolutions.',
    layerIds: broken.map(({ layerId }) => layerId),
    action: slower(settings, broken.length > 0),
  };
}

export function vanishing({ health, network }: Examined): Finding | null {
  const layers = trainedLayers(health);
  const flow = gradientFlow(layers);
  if (flow === null || flow >= FADED) return null;
  // Units that are dead stop a gradient, too: that is another finding.
  if (health.layers.some((layer) => deadShare(layer) === 1)) return null;
  const saturating = network.nodes.filter(
    ({ parameters: { activation } }) => activation === 'sigmoid' || activation === 'tanh',
  );
  const [first] = layers;
  const name = labels(network).get(first?.layerId ?? '') ?? 'the first layer';
  return {
    kind: 'vanishing',
    severity: 'warning',
    title: 'Vanishing gradients',
    message:
      flow === 0
        ? `No gradient reaches ${name}: the first layers learn nothing.`
        : `Gradients of the first layers are ${figure(flow)} of those of the last ones: ${name} hardly learns.`,
    remedy:
      saturating.length > 0
        ? 'Sigmoid and tanh pass on only a part of a gradient, and each layer takes another part of that. ReLU passes it on whole.'
        : 'Put BatchNormalization after the convolutions, lead shortcuts around some layers as ResNet does, or use fewer layers.',
    layerIds: first === undefined ? [] : [first.layerId],
    action: saturating.length === 0 ? null : withActivation(network, saturating, 'relu', 'ReLU'),
  };
}

/** Also before training: a unit that is 0 for every picture gets no gradient to come back with. */
export function deadRelu({ health, settings, network }: Examined): Finding | null {
  const share = (layer: LayerHealth) => deadShare(layer) ?? 0;
  const { dead, units } = reluUnits(health);
  const silent = health.layers.filter((layer) => share(layer) === 1);
  if (silent.length === 0 && (units === 0 || dead / units < MANY_DEAD)) return null;
  const dying = health.layers
    .filter((layer) => share(layer) >= MANY_DEAD)
    .toSorted((a, b) => share(b) - share(a));
  const named = labels(network);
  const names = (of: readonly LayerHealth[]) =>
    listed(of.map(({ layerId }) => named.get(layerId) ?? layerId));
  const ids = dying.map(({ layerId }) => layerId);
  const own = network.nodes.filter(
    ({ id, parameters }) => ids.includes(id) && parameters.activation === 'relu',
  );
  return {
    kind: 'deadRelu',
    severity: silent.length > 0 ? 'error' : 'warning',
    title: 'Dead ReLU',
    message:
      silent.length > 0
        ? `All units of ${names(silent)} are 0 on all ${health.pictures} pictures looked at: nothing of a picture comes through, and no gradient comes back.`
        : `${dead} of ${units} units are 0 on all ${health.pictures} pictures looked at, most of them in ${names(dying)}.`,
    remedy:
      'A step that was too large has pushed them below 0 for every picture; they get no gradient and stay there. Reset the ' +
      'weights and take smaller steps, or let a little through where a unit is negative: LeakyReLU.',
    layerIds: ids,
    action:
      silent.length > 0 && health.sampledStep !== null
        ? slower(settings, true)
        : own.length === 0
          ? null
          : withActivation(network, own, 'leaky_relu', 'LeakyReLU'),
  };
}

function withActivation(
  network: Network,
  nodes: Network['nodes'],
  activation: string,
  name: string,
): HealthAction {
  const [only] = nodes;
  const where = nodes.length === 1 ? (labels(network).get(only?.id ?? '') ?? 'it') : `${nodes.length} layers`;
  return {
    kind: 'network',
    label: `Use ${name} in ${where}`,
    network: nodes.reduce((changed, { id }) => setParameters(changed, id, { activation }), network),
  };
}
