/** Both gradients of DepthwiseConv2dNative, which tfjs lacks on WASM. `[batch, h, w, c]` × `[fh, fw, c, multiplier]`. */
import * as tf from '@tensorflow/tfjs';
import { floats, type KernelArguments } from './wasmKernel';

export function depthwiseConv2dBackpropInput({
  inputs: { dy, filter },
  attrs: { inputShape, strides, dilations, pad, dimRoundingMode },
  backend,
}: KernelArguments<'dy' | 'filter', tf.DepthwiseConv2dNativeBackpropInputAttrs>): tf.TensorInfo {
  const conv = depthwiseInfo(inputShape, filter.shape, strides, dilations, pad, dimRoundingMode);
  const gradient = backend.makeOutput(inputShape, 'float32');
  const dx = floats(backend, gradient).fill(0);
  const weights = floats(backend, filter);
  const outputGradient = floats(backend, dy);
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  forEachTap(conv, (input, weight, output) => {
    for (let channel = 0; channel < inChannels; channel++) {
      let sum = dx[input + channel] as number;
      for (let place = channel * multiplier; place < (channel + 1) * multiplier; place++) {
        sum += (weights[weight + place] as number) * (outputGradient[output + place] as number);
      }
      dx[input + channel] = sum;
    }
  });
  return gradient;
}

export function depthwiseConv2dBackpropFilter({
  inputs: { x, dy },
  attrs: { filterShape, strides, dilations, pad, dimRoundingMode },
  backend,
}: KernelArguments<'x' | 'dy', tf.DepthwiseConv2dNativeBackpropFilterAttrs>): tf.TensorInfo {
  const conv = depthwiseInfo(x.shape, filterShape, strides, dilations, pad, dimRoundingMode);
  const gradient = backend.makeOutput(filterShape, 'float32');
  // The sum over images and positions is long: it is kept in float64 until it is whole.
  const sums = new Float64Array(tf.util.sizeFromShape(filterShape));
  const values = floats(backend, x);
  const outputGradient = floats(backend, dy);
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  forEachTap(conv, (input, weight, output) => {
    for (let channel = 0; channel < inChannels; channel++) {
      const value = values[input + channel] as number;
      for (let place = channel * multiplier; place < (channel + 1) * multiplier; place++) {
        sums[weight + place] =
          (sums[weight + place] as number) + value * (outputGradient[output + place] as number);
      }
    }
  });
  floats(backend, gradient).set(sums);
  return gradient;
}

/**
 * Visits every cell and tap whose products, one a channel, the forward convolution adds to a result: where the
 * channels of `x`, of the filter's tap and of `y` begin.
 */
function forEachTap(
  conv: tf.backend_util.Conv2DInfo,
  visit: (input: number, weight: number, output: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = conv;
  for (let image = 0; image < conv.batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const output = ((image * outHeight + outRow) * outWidth + outColumn) * outChannels;
        for (let filterRow = 0; filterRow < conv.filterHeight; filterRow++) {
          const row = outRow * conv.strideHeight - padInfo.top + filterRow * conv.dilationHeight;
          if (row < 0 || row >= inHeight) continue;
          for (let filterColumn = 0; filterColumn < conv.filterWidth; filterColumn++) {
            const column = outColumn * conv.strideWidth - padInfo.left + filterColumn * conv.dilationWidth;
            if (column < 0 || column >= inWidth) continue;
            visit(
              ((image * inHeight + row) * inWidth + column) * inChannels,
              (filterRow * conv.filterWidth + filterColumn) * outChannels,
              output,
            );
          }
        }
      }
    }
  }
}

function depthwiseInfo(
  inputShape: number[],
  filterShape: number[],
  strides: [number, number] | number,
  dilations: [number, number] | number,
  pad: tf.DepthwiseConv2dNativeBackpropInputAttrs['pad'],
  dimRoundingMode: 'floor' | 'round' | 'ceil' | undefined,
): tf.backend_util.Conv2DInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
}
