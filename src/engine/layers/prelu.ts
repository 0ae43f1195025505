import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

interface PreluConfig {
  /** Axes along which the slopes are shared, counted from 1: [1, 2] gives one slope a channel. */
  readonly sharedAxes?: readonly number[] | null;
  readonly name?: string;
}

/**
 * Keras's PReLU: `x` above zero, `alpha · x` below, with learned slopes. On WASM tfjs's own takes the wrong slopes where
 * an axis other than the first ones is shared.
 */
export class PReLU extends tf.layers.Layer {
  static readonly className = 'PReLU';
  private readonly sharedAxes: readonly number[];
  private alpha: tf.LayerVariable | null = null;

  constructor(config: PreluConfig) {
    super(config);
    this.sharedAxes = config.sharedAxes ?? [];
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = (inputShape as tf.Shape)
      .slice(1)
      .map((size, index) => (this.sharedAxes.includes(index + 1) ? 1 : size));
    this.alpha = this.addWeight('alpha', shape, 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    if (this.alpha === null) throw new Error(`${this.name} was called before it was built.`);
    const slopes = this.alpha.read();
    return tf.tidy(() => {
      const x = soleTensor(inputs);
      const above = tf.relu(x);
      return tf.add(above, tf.mul(slopes, tf.sub(x, above)));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), sharedAxes: [...this.sharedAxes] };
  }
}
