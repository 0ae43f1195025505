/** What training a network takes. */
import type { NetworkInference } from './inference';
import type { OptimizerName, TrainingSettings } from './recipe';
import { shapeSize } from './shape';

const BYTES_PER_NUMBER = 4;

/** Memory of one training step in bytes, by what it is for. */
export interface TrainingMemory {
  /** Every weight, trained or not. */
  readonly weights: number;
  /** One for each trainable weight. */
  readonly gradients: number;
  /** What the optimizer remembers of each trainable weight. */
  readonly optimizerSlots: number;
  /** What the backward pass needs of the forward pass: the output of every layer for every picture of the batch. */
  readonly activations: number;
  readonly total: number;
}

/** Numbers that each optimizer keeps for a trainable weight: a velocity, a mean square, or both. */
const slots: { readonly [Name in OptimizerName]: (momentum: number) => number } = {
  SGD: (momentum) => (momentum > 0 ? 1 : 0),
  RMSprop: () => 1,
  Adam: () => 2,
  AdamW: () => 2,
};

/**
 * Memory that training takes with 4-byte numbers: `4 · (W + T + s·T + B · Σ outputs)` with W weights, T of them
 * trainable, s slots of the optimizer, B pictures in a batch and the sizes of all layers' outputs. What a kernel needs
 * while it runs comes on top, and is less than the largest of these by far. Layers without a shape count nothing.
 */
export function trainingMemory(
  { nodes, totals }: NetworkInference,
  { batchSize, optimizer, momentum }: Pick<TrainingSettings, 'batchSize' | 'optimizer' | 'momentum'>,
): TrainingMemory {
  const outputs = [...nodes.values()].reduce(
    (sum, { outputShape }) => sum + (outputShape === null ? 0 : shapeSize(outputShape)),
    0,
  );
  const weights = BYTES_PER_NUMBER * totals.parameters;
  const gradients = BYTES_PER_NUMBER * totals.trainable;
  const optimizerSlots = gradients * slots[optimizer](momentum);
  const activations = BYTES_PER_NUMBER * batchSize * outputs;
  return {
    weights,
    gradients,
    optimizerSlots,
    activations,
    total: weights + gradients + optimizerSlots + activations,
  };
}
