import * as tf from '@tensorflow/tfjs';
import { Slots } from './slots';
import { pairs, type TrainingOptimizer } from './trainingOptimizer';

const rho = 0.9;
const epsilon = 1e-7;

/** Keras's RMSprop, neither centered nor with momentum: `v ← ρ·v + (1-ρ)·g²`, `w ← w - lr·g / √(v + ε)`. */
export class RmsProp implements TrainingOptimizer {
  iterations = 0;
  private readonly meanSquares = new Slots();

  constructor(public learningRate: number) {}

  apply(gradients: Readonly<tf.NamedTensorMap>, variables: readonly tf.Variable[]): void {
    tf.tidy(() => {
      const [learningRate, decay, fresh, small] = [this.learningRate, rho, 1 - rho, epsilon].map((value) =>
        tf.scalar(value),
      ) as [tf.Scalar, tf.Scalar, tf.Scalar, tf.Scalar];
      for (const [variable, gradient] of pairs(gradients, variables)) {
        const meanSquare = this.meanSquares.of(variable);
        meanSquare.assign(tf.add(tf.mul(meanSquare, decay), tf.mul(tf.square(gradient), fresh)));
        const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(meanSquare, small)));
        variable.assign(tf.sub(variable, step));
      }
    });
    this.iterations++;
  }

  dispose(): void {
    this.meanSquares.dispose();
  }
}
