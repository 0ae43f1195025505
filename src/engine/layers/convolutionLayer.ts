/** What our convolution layers share: Keras's parameters, the weights, the bias and the activation. */
import * as tf from '@tensorflow/tfjs';
import type { Finish, Padding, Pair, Sliding } from '../kernels/convolution';
import { soleTensor } from './soleTensor';

/** A Keras config as tfjs hands it over, in camel case; what is left out has Keras's default. */
export interface ConvolutionConfig {
  readonly kernelSize: number | Pair;
  readonly strides?: number | Pair;
  readonly padding?: Padding;
  readonly dilationRate?: number | Pair;
  readonly activation?: string | null;
  readonly useBias?: boolean;
  readonly dataFormat?: string | null;
  readonly name?: string;
}

/** A kernel's name and shape. */
export type KernelSpec = readonly [name: string, shape: readonly number[]];

/** All weights start at zero: the engine writes the drawn or the trained ones. Penalties on weights are the engine's too. */
export abstract class ConvolutionLayer extends tf.layers.Layer {
  protected readonly kernelSize: Pair;
  protected readonly sliding: Sliding;
  private readonly useBias: boolean;
  private readonly activation: tf.layers.Layer;
  /** The activation as far as it can be one pass with the convolution; `null` where it follows on its own. */
  private readonly fusedActivation: Finish['activation'] | null;
  private kernels: readonly tf.LayerVariable[] = [];
  private bias: tf.LayerVariable | null = null;

  constructor(private readonly config: ConvolutionConfig) {
    super(config);
    if (
      config.dataFormat !== undefined &&
      config.dataFormat !== null &&
      config.dataFormat !== 'channelsLast'
    ) {
      throw new RangeError(`${this.name} has channels first: only channels last can be trained here.`);
    }
    this.kernelSize = pair(config.kernelSize);
    this.sliding = {
      strides: pair(config.strides ?? 1),
      padding: config.padding ?? 'valid',
      dilationRate: pair(config.dilationRate ?? 1),
    };
    this.useBias = config.useBias ?? true;
    const activation = config.activation ?? 'linear';
    this.fusedActivation = isFused(activation) ? activation : null;
    this.activation = tf.layers.activation({ activation } as Parameters<typeof tf.layers.activation>[0]);
  }

  /** In Keras's order; the bias comes after them. */
  protected abstract kernelSpecs(channels: number): readonly KernelSpec[];

  /** How many feature maps come out. */
  protected abstract outputChannels(channels: number): number;

  /** One side of the output: 0 is height, 1 width. */
  protected abstract outputSize(size: number, axis: 0 | 1): number;

  protected abstract convolve(x: tf.Tensor4D, kernels: readonly tf.Tensor4D[], finish: Finish): tf.Tensor4D;

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = inputShape[3] as number;
    const zeros = tf.initializers.zeros();
    this.kernels = this.kernelSpecs(channels).map(([name, shape]) =>
      this.addWeight(name, [...shape], 'float32', zeros),
    );
    if (this.useBias) {
      this.bias = this.addWeight('bias', [this.outputChannels(channels)], 'float32', zeros);
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const kernels = this.kernels.map((kernel) => kernel.read() as tf.Tensor4D);
      const bias = this.bias?.read() as tf.Tensor1D | undefined;
      const activation = this.fusedActivation ?? 'linear';
      const output = this.convolve(soleTensor(inputs), kernels, { bias, activation });
      return this.fusedActivation === null ? this.activation.call(output, {}) : output;
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, height, width, channels] = inputShape as [number | null, number, number, number];
    return [batch, this.outputSize(height, 0), this.outputSize(width, 1), this.outputChannels(channels)];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...(this.config as unknown as tf.serialization.ConfigDict) };
  }
}

/** One side of what a sliding kernel makes of `size` cells, as Keras defines it. */
export function slidSize(size: number, kernel: number, sliding: Sliding, axis: 0 | 1): number {
  const stride = sliding.strides[axis];
  if (sliding.padding === 'same') return Math.ceil(size / stride);
  return Math.floor((size - (kernel - 1) * sliding.dilationRate[axis] - 1) / stride) + 1;
}

/** @throws RangeError where both are asked for: Keras does not allow it to these layers. */
export function refuseStridesWithDilation(layer: string, { strides, dilationRate }: Sliding): void {
  if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
    throw new RangeError(
      `${layer} has strides ${strides.join('×')} and dilation ${dilationRate.join('×')}: one of them must be 1.`,
    );
  }
}

function pair(value: number | Pair): Pair {
  return typeof value === 'number' ? [value, value] : value;
}

function isFused(activation: string): activation is Finish['activation'] {
  return activation === 'linear' || activation === 'relu' || activation === 'elu';
}
