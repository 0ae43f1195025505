/** Conv2D in groups, which tfjs lacks: filters in `groups` equal parts, each of which sees its own part of the channels. */
import * as tf from '@tensorflow/tfjs';
import { depthwiseConvolution, ordinaryConvolution, type Convolution } from './convolution';

/** With fewer channels a group, the groups one by one take longer than one convolution of them all, zeros included. */
const fewestChannelsApart = 8;

/** Kernel `[height, width, channels / groups, filters]`, as Keras stores it; both must be multiples of `groups`. */
export function groupedConvolution(groups: number): Convolution {
  if (groups === 1) return ordinaryConvolution;
  return (x, kernel, sliding, finish) => {
    const [height, width, depth, filters] = kernel.shape;
    if (depth === 1) {
      const depthwiseKernel = tf.reshape<tf.Rank.R4>(kernel, [height, width, groups, filters / groups]);
      return depthwiseConvolution(x, depthwiseKernel, sliding, finish);
    }
    if (depth < fewestChannelsApart) {
      return ordinaryConvolution(x, ungroupedKernel(kernel, groups), sliding, finish);
    }
    return groupByGroup(groups)(x, kernel, sliding, finish);
  };
}

function groupByGroup(groups: number): Convolution {
  return (x, kernel, sliding, finish) => {
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

/** `[h, w, channels / groups, filters]` to `[h, w, channels, filters]`, with zeros where a filter does not look. */
function ungroupedKernel(kernel: tf.Tensor4D, groups: number): tf.Tensor4D {
  const [, , depth, filters] = kernel.shape;
  const channels = depth * groups;
  const looks = new Float32Array(channels * filters);
  for (let channel = 0; channel < channels; channel++) {
    const first = Math.floor(channel / depth) * (filters / groups);
    looks.fill(1, channel * filters + first, channel * filters + first + filters / groups);
  }
  return tf.mul(tf.tile(kernel, [1, 1, groups, 1]), tf.tensor2d(looks, [channels, filters]));
}
