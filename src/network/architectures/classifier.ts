import type { NetworkBuilder } from '../networkBuilder';

/**
 * The end of AlexNet and VGG: Dense layers with dropout, closed to one card, then a unit per class with softmax.
 * Answers with the id of the last layer.
 */
export function classifier(
  net: NetworkBuilder,
  from: string,
  { units, classes }: { readonly units: readonly number[]; readonly classes: number },
): string {
  const decided = net.group('Dense layers', () =>
    units.reduce(
      (x, count) => net.line(x, ['dense', { units: count, activation: 'relu' }], ['dropout', { rate: 0.5 }]),
      net.add('flatten', {}, from),
    ),
  );
  return net.add('dense', { units: classes, activation: 'softmax' }, decided);
}
