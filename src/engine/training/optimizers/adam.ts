import * as tf from '@tensorflow/tfjs';
import { Slots } from './slots';
import { pairs, type TrainingOptimizer } from './trainingOptimizer';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/**
 * Keras's Adam, and AdamW where `weightDecay` is above 0. At step t (from 1), with
 * `α = lr·√(1-β₂ᵗ) / (1-β₁ᵗ)`: `m ← m + (g-m)(1-β₁)`, `v ← v + (g²-v)(1-β₂)`,
 * `w ← w - lr·weightDecay·w`, `w ← w - α·m / (√v + ε)`.
 */
export class Adam implements TrainingOptimizer {
  iterations = 0;
  private readonly firstMoments = new Slots();
  private readonly secondMoments = new Slots();

  constructor(
    public learningRate: number,
    private readonly weightDecay = 0,
  ) {}

  apply(gradients: Readonly<tf.NamedTensorMap>, variables: readonly tf.Variable[]): void {
    const t = this.iterations + 1;
    tf.tidy(() => {
      const alpha = tf.scalar((this.learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t));
      const keptWeight = tf.scalar(1 - this.learningRate * this.weightDecay);
      const [decay1, decay2, fresh1, fresh2, small] = [beta1, beta2, 1 - beta1, 1 - beta2, epsilon].map(
        (value) => tf.scalar(value),
      ) as [tf.Scalar, tf.Scalar, tf.Scalar, tf.Scalar, tf.Scalar];
      for (const [variable, gradient] of pairs(gradients, variables)) {
        const firstMoment = this.firstMoments.of(variable);
        const secondMoment = this.secondMoments.of(variable);
        firstMoment.assign(tf.add(tf.mul(firstMoment, decay1), tf.mul(gradient, fresh1)));
        secondMoment.assign(tf.add(tf.mul(secondMoment, decay2), tf.mul(tf.square(gradient), fresh2)));
        const step = tf.div(tf.mul(firstMoment, alpha), tf.add(tf.sqrt(secondMoment), small));
        const weight = this.weightDecay === 0 ? variable : tf.mul(variable, keptWeight);
        variable.assign(tf.sub(weight, step));
      }
    });
    this.iterations = t;
  }

  dispose(): void {
    this.firstMoments.dispose();
    this.secondMoments.dispose();
  }
}
