import * as tf from '@tensorflow/tfjs';
import type { Finish, Pair } from '../kernels/convolution';
import { spreadKernel } from '../kernels/dilatedConvolution';
import {
  ConvolutionLayer,
  refuseStridesWithDilation,
  type ConvolutionConfig,
  type KernelSpec,
} from './convolutionLayer';

interface Conv2DTransposeConfig extends ConvolutionConfig {
  readonly filters: number;
  /** How many rows and columns more come out than the smallest that fit; `null` lets the padding decide. */
  readonly outputPadding?: number | Pair | null;
}

/** Keras's Conv2DTranspose: what the gradient of a convolution does to its output, as a layer. tfjs's own knows neither dilation nor output padding. */
export class Conv2DTranspose extends ConvolutionLayer {
  static readonly className = 'Conv2DTranspose';
  private readonly filters: number;
  private readonly outputPadding: Pair | null;

  constructor(config: Conv2DTransposeConfig) {
    super(config);
    this.filters = config.filters;
    const { outputPadding = null } = config;
    this.outputPadding = typeof outputPadding === 'number' ? [outputPadding, outputPadding] : outputPadding;
    refuseStridesWithDilation(this.name, this.sliding);
    const { strides } = this.sliding;
    if (this.outputPadding?.some((padding, axis) => padding >= (strides[axis] ?? 1)) === true) {
      throw new RangeError(
        `${this.name} has output padding ${this.outputPadding.join('×')}: it must be smaller than its strides, ` +
          `${strides.join('×')}.`,
      );
    }
  }

  protected override kernelSpecs(channels: number): readonly KernelSpec[] {
    return [['kernel', [...this.kernelSize, this.filters, channels]]];
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override outputSize(size: number, axis: 0 | 1): number {
    const stride = this.sliding.strides[axis];
    const kernel = (this.kernelSize[axis] - 1) * this.sliding.dilationRate[axis] + 1;
    const surplus = this.outputPadding?.[axis];
    if (this.sliding.padding === 'same') {
      return surplus === undefined ? size * stride : (size - 1) * stride + (kernel % 2) + surplus;
    }
    return (size - 1) * stride + kernel + (surplus ?? Math.max(stride - kernel, 0));
  }

  protected override convolve(
    x: tf.Tensor4D,
    [kernel]: readonly [tf.Tensor4D],
    { bias, activation }: Finish,
  ): tf.Tensor4D {
    const { strides, padding, dilationRate } = this.sliding;
    const shape = this.computeOutputShape(x.shape) as [number, number, number, number];
    const spread = Math.max(...dilationRate) > 1 ? spreadKernel(kernel, dilationRate) : kernel;
    const sums = tf.conv2dTranspose(x, spread, shape, [strides[0], strides[1]], padding);
    const output = bias === undefined ? sums : tf.add<tf.Tensor4D>(sums, bias);
    if (activation === 'relu') return tf.relu(output);
    return activation === 'elu' ? tf.elu(output) : output;
  }
}
