/** Parameters as papers count them, from the sizes of kernels alone. */
import type { Network } from '../../graph';
import { infer, type NetworkInference } from '../../inference';
import { architectures } from '..';

/** Of a convolution of k×k with biases. */
export function conv(k: number, from: number, to: number): number {
  return (k * k * from + 1) * to;
}

/** Of a Dense layer with biases. */
export function dense(from: number, to: number): number {
  return (from + 1) * to;
}

export function sum(...counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The paper size of the architecture with this id. */
export function paper(id: string): Network {
  const architecture = architectures.find((each) => each.id === id);
  if (architecture === undefined) throw new Error(`There is no architecture ${id}.`);
  return architecture.sizes.paper();
}

export function totals(id: string): NetworkInference['totals'] {
  return infer(paper(id)).totals;
}
