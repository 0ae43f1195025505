/** What the convolutions share: how a kernel slides, what is done to each result, and Conv2D and DepthwiseConv2D of tfjs by one signature. */
import * as tf from '@tensorflow/tfjs';

/** Along [height, width]. */
export type Pair = readonly [number, number];
export type Padding = 'valid' | 'same';

/** How a kernel slides over the image, in Keras's words. */
export interface Sliding {
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilationRate: Pair;
}

/** What happens to each result: the filter's bias is added, then the activation applied, where a backend can in the same pass. */
export interface Finish {
  readonly bias?: tf.Tensor1D | undefined;
  readonly activation: 'linear' | 'relu' | 'elu';
}

/** `x` is `[batch, height, width, channels]`; the kernel's shape is the convolution's own. */
export type Convolution = (
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  sliding: Omit<Sliding, 'dilationRate'>,
  finish: Finish,
) => tf.Tensor4D;

/** Kernel `[height, width, channels, filters]`. Not dilated: tfjs has no gradient of that, see `dilatedConvolution`. */
export const ordinaryConvolution: Convolution = (x, filter, sliding, finish) =>
  tf.fused.conv2d({ x, filter, ...tfjsArguments(sliding, finish) });

/** Kernel `[height, width, channels, multiplier]`: filter `c · multiplier + m` sees channel `c` alone. Not dilated. */
export const depthwiseConvolution: Convolution = (x, filter, sliding, finish) =>
  tf.fused.depthwiseConv2d({ x, filter, ...tfjsArguments(sliding, finish) });

function tfjsArguments({ strides, padding }: Omit<Sliding, 'dilationRate'>, { bias, activation }: Finish) {
  return {
    strides: [strides[0], strides[1]] as [number, number],
    pad: padding,
    activation,
    ...(bias === undefined ? {} : { bias }),
  };
}
