import { expect, test } from 'vitest';
import { chain } from './chain';
import { trainingMemory } from './cost';
import { infer } from './inference';

// 8×8×3 in, 6×6×4 out of the convolution and its normalization, 144 flat, 2 probabilities.
const network = chain([
  ['input', { height: 8, width: 8, channels: 3 }],
  ['conv2d', { filters: 4 }],
  ['batchNormalization'],
  ['flatten'],
  ['dense', { units: 2, activation: 'softmax' }],
]);
const trainable = (9 * 3 + 1) * 4 + 2 * 4 + (144 + 1) * 2;
const fixed = 2 * 4;
const outputs = 192 + 144 + 144 + 144 + 2;

test('training memory, counted by hand', () => {
  expect(trainingMemory(infer(network), { batchSize: 10, optimizer: 'Adam', momentum: 0 })).toEqual({
    weights: 4 * (trainable + fixed),
    gradients: 4 * trainable,
    optimizerSlots: 8 * trainable,
    activations: 4 * 10 * outputs,
    total: 4 * (4 * trainable + fixed) + 40 * outputs,
  });
});

test.each([
  ['SGD', 0, 0],
  ['SGD', 0.9, 1],
  ['RMSprop', 0.9, 1],
  ['AdamW', 0, 2],
] as const)('%s with momentum %d keeps %d numbers a weight', (optimizer, momentum, slots) => {
  const memory = trainingMemory(infer(network), { batchSize: 1, optimizer, momentum });
  expect(memory.optimizerSlots).toBe(4 * slots * trainable);
});
