import * as tf from '@tensorflow/tfjs';
import { Slots } from './slots';
import { pairs, type TrainingOptimizer } from './trainingOptimizer';

/**
 * Keras's SGD: `w ← w - lr·g`; with momentum `m ← momentum·m - lr·g`, `w ← w + m` (not Nesterov's).
 */
export class Sgd implements TrainingOptimizer {
  iterations = 0;
  private readonly velocities = new Slots();

  constructor(
    public learningRate: number,
    private readonly momentum: number,
  ) {}

  apply(gradients: Readonly<tf.NamedTensorMap>, variables: readonly tf.Variable[]): void {
    tf.tidy(() => {
      const learningRate = tf.scalar(this.learningRate);
      const momentum = tf.scalar(this.momentum);
      for (const [variable, gradient] of pairs(gradients, variables)) {
        const step = tf.mul(gradient, learningRate);
        if (this.momentum === 0) {
          variable.assign(tf.sub(variable, step));
          continue;
        }
        const velocity = this.velocities.of(variable);
        velocity.assign(tf.sub(tf.mul(velocity, momentum), step));
        variable.assign(tf.add(variable, velocity));
      }
    });
    this.iterations++;
  }

  dispose(): void {
    this.velocities.dispose();
  }
}
