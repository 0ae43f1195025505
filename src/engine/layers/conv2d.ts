import type * as tf from '@tensorflow/tfjs';
import type { Finish } from '../kernels/convolution';
import { dilatedConvolution } from '../kernels/dilatedConvolution';
import { groupedConvolution } from '../kernels/groupedConvolution';
import {
  ConvolutionLayer,
  refuseStridesWithDilation,
  slidSize,
  type ConvolutionConfig,
  type KernelSpec,
} from './convolutionLayer';

interface Conv2DConfig extends ConvolutionConfig {
  readonly filters: number;
  readonly groups?: number;
}

/** Keras's Conv2D. tfjs's own knows no groups and cannot train with dilation. */
export class Conv2D extends ConvolutionLayer {
  static readonly className = 'Conv2D';
  private readonly filters: number;
  private readonly groups: number;

  constructor(config: Conv2DConfig) {
    super(config);
    this.filters = config.filters;
    this.groups = config.groups ?? 1;
    refuseStridesWithDilation(this.name, this.sliding);
  }

  protected override kernelSpecs(channels: number): readonly KernelSpec[] {
    if (channels % this.groups !== 0 || this.filters % this.groups !== 0) {
      throw new RangeError(
        `${this.name} has ${this.groups} groups: its ${channels} input channels and its ${this.filters} filters ` +
          'must both divide into them evenly.',
      );
    }
    return [['kernel', [...this.kernelSize, channels / this.groups, this.filters]]];
  }

  protected override outputChannels(): number {
    return this.filters;
  }

  protected override outputSize(size: number, axis: 0 | 1): number {
    return slidSize(size, this.kernelSize[axis], this.sliding, axis);
  }

  protected override convolve(x: tf.Tensor4D, [kernel]: readonly [tf.Tensor4D], finish: Finish): tf.Tensor4D {
    return dilatedConvolution(groupedConvolution(this.groups), x, kernel, this.sliding, finish);
  }
}
