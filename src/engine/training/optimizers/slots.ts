import * as tf from '@tensorflow/tfjs';

/** One running tensor beside each variable (a velocity, a moment): zero until first written. */
export class Slots {
  private readonly byVariable = new Map<number, tf.Variable>();

  /** The slot of `variable`, made on first use. It outlives any `tf.tidy`. */
  of(variable: tf.Variable): tf.Variable {
    const known = this.byVariable.get(variable.id);
    if (known) return known;
    const slot = tf.tidy(() => tf.variable(tf.zerosLike(variable), false));
    this.byVariable.set(variable.id, slot);
    return slot;
  }

  dispose(): void {
    for (const slot of this.byVariable.values()) slot.dispose();
    this.byVariable.clear();
  }
}
