import type * as tf from '@tensorflow/tfjs';
import { depthwiseConvolution, ordinaryConvolution, type Finish } from '../kernels/convolution';
import { dilatedConvolution } from '../kernels/dilatedConvolution';
import { ConvolutionLayer, slidSize, type ConvolutionConfig, type KernelSpec } from './convolutionLayer';

interface SeparableConv2DConfig extends ConvolutionConfig {
  readonly filters: number;
  readonly depthMultiplier?: number;
}

/** Keras's SeparableConv2D: each channel by its own kernel, then a 1×1 convolution over all of them. */
export class SeparableConv2D extends ConvolutionLayer {
  static readonly className = 'SeparableConv2D';
  private readonly filters: number;
  private readonly depthMultiplier: number;

  constructor(config: SeparableConv2DConfig) {
    super(config);
    this.filters = config.filters;
    this.depthMultiplier = config.depthMultiplier ?? 1;
  }

  protected override kernelSpecs(channels: number): readonly KernelSpec[] {
    return [
      ['depthwise_kernel', [...this.kernelSize, channels, this.depthMultiplier]],
      ['pointwise_kernel', [1, 1, channels * this.depthMultiplier, this.filters]],
    ];
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override outputSize(size: number, axis: 0 | 1): number {
    return slidSize(size, this.kernelSize[axis], this.sliding, axis);
  }

  protected override convolve(
    x: tf.Tensor4D,
    [depthwise, pointwise]: readonly [tf.Tensor4D, tf.Tensor4D],
    finish: Finish,
  ): tf.Tensor4D {
    const plain: Finish = { activation: 'linear' };
    const maps = dilatedConvolution(depthwiseConvolution, x, depthwise, this.sliding, plain);
    return ordinaryConvolution(maps, pointwise, { strides: [1, 1], padding: 'valid' }, finish);
  }
}
