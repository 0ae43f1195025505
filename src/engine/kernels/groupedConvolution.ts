/** Conv2D in groups, which tfjs lacks: filters in `groups` equal parts, each of which sees its own part of the channels. */
import * as tf from '@tensorflow/tfjs';
import { depthwiseConvolution, ordinaryConvolution, type Convolution } from './convolution';

/** Kernel `[height, width, channels / groups, filters]`, as Keras stores it; both must be multiples of `groups`. */
export function groupedConvolution(groups: number): Convolution {
  if (groups === 1) return ordinaryConvolution;
  return (x, kernel, sliding, finish) => {
    const [height, width, depth, filters] = kernel.shape;
    if (depth === 1) {
      const depthwiseKernel = tf.reshape<tf.Rank.R4>(kernel, [height, width, groups, filters / groups]);
      return depthwiseConvolution(x, depthwiseKernel, sliding, finish);
    }
    const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
    const biases = finish.bias === undefined ? [] : tf.split<tf.Tensor1D>(finish.bias, groups);
    const parts = tf
      .split<tf.Tensor4D>(x, groups, 3)
      .map((part, group) =>
        ordinaryConvolution(part, kernels[group] as tf.Tensor4D, sliding, { ...finish, bias: biases[group] }),
      );
    return tf.concat(parts, 3);
  };
}
