import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learningRateAt, trainingSettingsSchema, type TrainingSettings } from '../../../network/recipe';
import { createOptimizer } from './createOptimizer';

/** Large, small, mixed and nearly vanishing gradients: the last two columns tell one ε from another. */
const gradients = [
  [0.5, -2, 0.001, 0],
  [0.25, 1, -0.002, 1e-6],
  [-1.5, 0.5, 0.003, -3],
  [0.1, -0.1, 0, 2],
  [0.75, 0.2, -0.001, 1e-7],
];
const start = [1, -0.5, 0.25, 2];

/** Weights after those five steps with learning rate 0.1 (falling over the five where it falls), from Keras 3.15.1 on JAX. */
const keras: readonly (readonly [Partial<TrainingSettings>, readonly number[]])[] = [
  [{ optimizer: 'SGD' }, [0.9900001, -0.46, 0.2499, 2.0999999]],
  [{ optimizer: 'SGD', momentum: 0.9 }, [1.02177, -0.1613801, 0.2495653, 2.4329996]],
  [{ optimizer: 'Adam' }, [0.8620962, -0.3580486, 0.1156378, 2.0668285]],
  [{ optimizer: 'RMSprop' }, [0.6678232, -0.4240995, 0.1250325, 2.1340933]],
  [{ optimizer: 'AdamW', weightDecay: 0.04 }, [0.8445838, -0.3501163, 0.1122123, 2.0268059]],
  [
    { optimizer: 'SGD', momentum: 0.9, learningRateSchedule: 'CosineDecay' },
    [0.9698114, -0.0760719, 0.24969, 2.4008284],
  ],
  [{ optimizer: 'Adam', learningRateSchedule: 'CosineDecay' }, [0.8465685, -0.3691259, 0.1503862, 2.0304503]],
];

/** The optimizers on `backend` against Keras's own numbers. `prepare` runs before the backend is made. */
export function describeOptimizersOn(backend: string, prepare: () => void): void {
  describe(`optimizers on ${backend}`, () => {
    beforeAll(async () => {
      prepare();
      expect(await tf.setBackend(backend)).toBe(true);
    });
    afterAll(() => tf.removeBackend(backend));

    it.each(keras)('%o ends where Keras does, and leaves no tensor behind', async (over, expected) => {
      expect(tf.getBackend()).toBe(backend);
      const tensorsBefore = tf.memory().numTensors;
      const settings = trainingSettingsSchema.parse({ learningRate: 0.1, ...over });
      const optimizer = createOptimizer(settings);
      const variable = tf.tidy(() => tf.variable(tf.tensor1d(start)));
      const untouched = tf.tidy(() => tf.variable(tf.tensor1d([7])));
      const tensorsPerStep = gradients.map((gradient, iteration) => {
        optimizer.learningRate = learningRateAt(settings, iteration, gradients.length);
        tf.tidy(() => {
          optimizer.apply({ [variable.name]: tf.tensor1d(gradient) }, [variable, untouched]);
        });
        return tf.memory().numTensors;
      });
      expect(new Set(tensorsPerStep).size).toBe(1);
      expect(optimizer.iterations).toBe(5);

      const weights = await variable.data();
      weights.forEach((weight, index) => expect(weight).toBeCloseTo(expected[index] as number, 5));
      expect(await untouched.data()).toEqual(Float32Array.of(7));
      optimizer.dispose();
      tf.dispose([variable, untouched]);
      expect(tf.memory().numTensors).toBe(tensorsBefore);
    });
  });
}
