/**
 * Conv2D with `same` padding on WASM. Where the stride is larger than the kernel along one axis, tfjs's
 * kernel quietly leaves the output at zero; with the same padding given in cells it is right.
 */
import * as tf from '@tensorflow/tfjs';
import type { KernelArguments } from './wasmKernel';

type Convolution = (args: KernelArguments<'x' | 'filter', tf.Conv2DAttrs>) => tf.TensorInfo;

/** For Conv2D and FusedConv2D. */
export function withExplicitPadding(stock: Convolution): Convolution {
  return (args) => {
    const { inputs, attrs } = args;
    if (attrs.pad !== 'same') return stock(args);
    const { top, bottom, left, right } = tf.backend_util.computeConv2DInfo(
      inputs.x.shape as [number, number, number, number],
      inputs.filter.shape as [number, number, number, number],
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
      false,
      tf.backend_util.convertConv2DDataFormat(attrs.dataFormat),
    ).padInfo;
    const pad: tf.Conv2DAttrs['pad'] = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    return stock({ ...args, attrs: { ...attrs, pad } });
  };
}
