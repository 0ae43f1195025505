/** Both gradients of DepthwiseConv2dNative, which tfjs lacks on WASM. `[batch, h, w, c]` × `[fh, fw, c, multiplier]`. */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { callKernel, floats, release, type KernelArguments } from './wasmKernel';

export function depthwiseConv2dBackpropInput({
  inputs: { dy, filter },
  attrs: { inputShape, strides, dilations, pad, dimRoundingMode },
  backend,
}: KernelArguments<'dy' | 'filter', tf.DepthwiseConv2dNativeBackpropInputAttrs>): tf.TensorInfo {
  const conv = depthwiseInfo(inputShape, filter.shape, strides, dilations, pad, dimRoundingMode);
  if (conv.outChannels === conv.inChannels && Math.max(conv.strideHeight, conv.strideWidth) === 1) {
    return turnedConvolution(backend, dy, filter, conv);
  }
  const gradient = backend.makeOutput(inputShape, 'float32');
  const dx = floats(backend, gradient).fill(0);
  const weights = floats(backend, filter);
  const outputGradient = floats(backend, dy);
  const { inChannels, outChannels } = conv;
  const multiplier = outChannels / inChannels;
  const inputStep = conv.strideWidth * inChannels;
  forEachRun(conv, (firstInput, weight, firstOutput, count) => {
    for (let cell = 0; cell < count; cell++) {
      const input = firstInput + cell * inputStep;
      const output = firstOutput + cell * outChannels;
      for (let place = 0, channel = 0; place < outChannels; channel++) {
        let sum = dx[input + channel] as number;
        for (const end = place + multiplier; place < end; place++) {
          sum += (weights[weight + place] as number) * (outputGradient[output + place] as number);
        }
        dx[input + channel] = sum;
      }
    }
  });
  return gradient;
}

/**
 * dL/dinput at multiplier 1 and stride 1: the output's gradient convolved with the filter turned by 180 degrees, by
 * XNNPACK's forward convolution, many times faster than a loop here.
 */
function turnedConvolution(
  backend: BackendWasm,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  conv: tf.backend_util.Conv2DInfo,
): tf.TensorInfo {
  const { padInfo, dilationHeight, dilationWidth } = conv;
  const top = conv.effectiveFilterHeight - 1 - padInfo.top;
  const left = conv.effectiveFilterWidth - 1 - padInfo.left;
  const bottom = conv.inHeight + conv.effectiveFilterHeight - 1 - top - conv.outHeight;
  const right = conv.inWidth + conv.effectiveFilterWidth - 1 - left - conv.outWidth;
  const turned = callKernel(backend, tf.Reverse, { x: filter }, { dims: [0, 1] });
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const attrs = { strides: [1, 1], pad, dilations: [dilationHeight, dilationWidth] };
  const gradient = callKernel(backend, tf.DepthwiseConv2dNative, { x: dy, filter: turned }, attrs);
  release(backend, turned);
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
  const inputStep = conv.strideWidth * inChannels;
  forEachRun(conv, (firstInput, weight, firstOutput, count) => {
    for (let cell = 0; cell < count; cell++) {
      const input = firstInput + cell * inputStep;
      const output = firstOutput + cell * outChannels;
      for (let place = 0, channel = 0; place < outChannels; channel++) {
        const value = values[input + channel] as number;
        for (const end = place + multiplier; place < end; place++) {
          sums[weight + place] =
            (sums[weight + place] as number) + value * (outputGradient[output + place] as number);
        }
      }
    }
  });
  floats(backend, gradient).set(sums);
  return gradient;
}

/**
 * Visits every product that the forward convolution adds to its results, by runs along a row: where the channels of the
 * run's first cell of `x`, of the filter's tap and of the first cell of `y` begin, and how many cells of `y` the run has.
 */
function forEachRun(
  conv: tf.backend_util.Conv2DInfo,
  visit: (firstInput: number, weight: number, firstOutput: number, count: number) => void,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = conv;
  for (let filterColumn = 0; filterColumn < conv.filterWidth; filterColumn++) {
    const offset = filterColumn * conv.dilationWidth - padInfo.left;
    const first = Math.max(0, Math.ceil(-offset / conv.strideWidth));
    const count = Math.min(outWidth, Math.ceil((inWidth - offset) / conv.strideWidth)) - first;
    for (let image = 0; image < conv.batchSize; image++) {
      for (let outRow = 0; outRow < outHeight; outRow++) {
        for (let filterRow = 0; filterRow < conv.filterHeight; filterRow++) {
          const row = outRow * conv.strideHeight - padInfo.top + filterRow * conv.dilationHeight;
          if (row < 0 || row >= inHeight) continue;
          const column = first * conv.strideWidth + offset;
          visit(
            ((image * inHeight + row) * inWidth + column) * inChannels,
            (filterRow * conv.filterWidth + filterColumn) * outChannels,
            ((image * outHeight + outRow) * outWidth + first) * outChannels,
            count,
          );
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
