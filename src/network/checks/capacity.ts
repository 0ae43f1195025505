/** A network with far more to learn than there is to learn it from. */
import type { InspectedNetwork, Problem } from '../problem';

/**
 * Trainable parameters for each training picture from which it is worth a word. There is no law: networks of today train
 * well with hundreds for each. The article's 13 million on a few hundred pictures are tens of thousands, and learn them
 * by heart.
 */
const MANY_FOR_EACH_PICTURE = 10_000;

/** Below this no network is large, however few the pictures. */
const LARGE_NETWORK = 100_000;

/** A warning on the heaviest layer. */
export function capacityWarnings({ facts, labels, context }: InspectedNetwork): readonly Problem[] {
  const { trainingImages = 0 } = context;
  if (trainingImages === 0) return [];
  const counts = [...facts].map(([id, { parameters }]) => ({ id, count: parameters.trainable }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total <= LARGE_NETWORK || total <= MANY_FOR_EACH_PICTURE * trainingImages) return [];
  const heaviest = counts.reduce((most, layer) => (layer.count > most.count ? layer : most));
  const number = (value: number): string => Math.round(value).toLocaleString('en');
  const pictures =
    trainingImages === 1 ? 'one training picture' : `${number(trainingImages)} training pictures`;
  const message =
    `The network has ${number(total)} trainable parameters for ${pictures}, ${number(heaviest.count)} of them in ` +
    `${labels.get(heaviest.id) ?? heaviest.id}: it can learn the pictures by heart instead of what they have in common. More ` +
    'pictures, augmentation and Dropout help, and so do smaller maps or fewer units there.';
  return [{ severity: 'warning', nodeId: heaviest.id, message }];
}
