import type * as tf from '@tensorflow/tfjs';
import { depthwiseConvolution, type Finish } from '../kernels/convolution';
import { dilatedConvolution } from '../kernels/dilatedConvolution';
import { ConvolutionLayer, slidSize, type ConvolutionConfig, type KernelSpec } from './convolutionLayer';

interface DepthwiseConv2DConfig extends ConvolutionConfig {
  readonly depthMultiplier?: number;
}

/** Keras's DepthwiseConv2D. tfjs's own passes over `dilationRate` in silence. */
export class DepthwiseConv2D extends ConvolutionLayer {
  static readonly className = 'DepthwiseConv2D';
  private readonly depthMultiplier: number;

  constructor(config: DepthwiseConv2DConfig) {
    super(config);
    this.depthMultiplier = config.depthMultiplier ?? 1;
  }

  protected override kernelSpecs(channels: number): readonly KernelSpec[] {
    return [['kernel', [...this.kernelSize, channels, this.depthMultiplier]]];
  }

  protected override outputChannels(channels: number): number {
    return channels * this.depthMultiplier;
  }

  protected override outputSize(size: number, axis: 0 | 1): number {
    return slidSize(size, this.kernelSize[axis], this.sliding, axis);
  }

  protected override convolve(x: tf.Tensor4D, [kernel]: readonly [tf.Tensor4D], finish: Finish): tf.Tensor4D {
    return dilatedConvolution(depthwiseConvolution, x, kernel, this.sliding, finish);
  }
}
