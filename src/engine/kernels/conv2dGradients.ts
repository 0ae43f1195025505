/**
 * Both gradients of Conv2D, computed as forward convolutions: tfjs's WASM forward convolution is
 * XNNPACK's, several times faster than its own naive input gradient; a filter gradient it has none.
 */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { callKernel, floats, release, type KernelArguments } from './wasmKernel';

type Padding = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** Images are taken in groups of so many output cells at most: XNNPACK keeps three copies of what it takes for a filter. */
const mostCellsAtOnce = 2 ** 23;

/**
 * dL/dfilter. Each filter cell is the correlation of the input with the output's gradient, summed over
 * the images: a convolution with batch and channels swapped in both arguments, whose filter is the
 * gradient, spread by the forward stride (as dilation).
 */
export function conv2dBackpropFilter({
  inputs: { x, dy },
  attrs,
  backend,
}: KernelArguments<'x' | 'dy', tf.Conv2DBackpropFilterAttrs>): tf.TensorInfo {
  const forward = channelsLastConv(x.shape, attrs.filterShape, attrs);
  const cellsPerImage = forward.outHeight * forward.outWidth * forward.outChannels;
  const groupSize = Math.max(1, Math.floor(mostCellsAtOnce / cellsPerImage));
  let sum = swappedFilterGradient(backend, x, dy, forward, 0, groupSize);
  for (let first = groupSize; first < forward.batchSize; first += groupSize) {
    const gradient = swappedFilterGradient(backend, x, dy, forward, first, groupSize);
    const newSum = callKernel(backend, tf.Add, { a: sum, b: gradient });
    release(backend, sum, gradient);
    sum = newSum;
  }
  const filterGradient = callKernel(backend, tf.Transpose, { x: sum }, { perm: [1, 2, 0, 3] });
  release(backend, sum);
  return filterGradient;
}

/** The part of `size` images from `first`: `[inChannels, filterHeight, filterWidth, outChannels]`. */
function swappedFilterGradient(
  backend: BackendWasm,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  forward: tf.backend_util.Conv2DInfo,
  first: number,
  size: number,
): tf.TensorInfo {
  const xSwapped = swappedImages(backend, x, first, size, [3, 1, 2, 0]); // [inChannels, h, w, images]
  const dySwapped = swappedImages(backend, dy, first, size, [1, 2, 0, 3]); // [outH, outW, images, outChannels]
  const gradient = convolve(backend, xSwapped, dySwapped, forward.padInfo, [
    forward.strideHeight,
    forward.strideWidth,
  ]);
  release(backend, xSwapped, dySwapped);
  // Rows that the forward stride stepped over make the result larger than the filter.
  const { inChannels, filterHeight, filterWidth, outChannels } = forward;
  const cropped = callKernel(
    backend,
    tf.Slice,
    { x: gradient },
    { begin: [0, 0, 0, 0], size: [inChannels, filterHeight, filterWidth, outChannels] },
  );
  release(backend, gradient);
  return cropped;
}

function swappedImages(
  backend: BackendWasm,
  images: tf.TensorInfo,
  first: number,
  size: number,
  perm: readonly number[],
): tf.TensorInfo {
  const [batch, ...imageShape] = images.shape as [number, number, number, number];
  if (size >= batch) return callKernel(backend, tf.Transpose, { x: images }, { perm });
  const count = Math.min(size, batch - first);
  const group = callKernel(
    backend,
    tf.Slice,
    { x: images },
    { begin: [first, 0, 0, 0], size: [count, ...imageShape] },
  );
  const swapped = callKernel(backend, tf.Transpose, { x: group }, { perm });
  release(backend, group);
  return swapped;
}

/**
 * dL/dinput: the output's gradient, spread by the forward stride, convolved with the filter turned by
 * 180 degrees and its channels swapped.
 */
export function conv2dBackpropInput({
  inputs: { dy, filter },
  attrs,
  backend,
}: KernelArguments<'dy' | 'filter', tf.Conv2DBackpropInputAttrs>): tf.TensorInfo {
  const forward = channelsLastConv(attrs.inputShape, filter.shape, attrs);
  const { padInfo, filterHeight, filterWidth, inHeight, inWidth, strideHeight, strideWidth } = forward;
  const spreadHeight = (forward.outHeight - 1) * strideHeight + 1;
  const spreadWidth = (forward.outWidth - 1) * strideWidth + 1;
  const top = filterHeight - 1 - padInfo.top;
  const left = filterWidth - 1 - padInfo.left;
  const padding = {
    top,
    left,
    bottom: inHeight + filterHeight - 1 - top - spreadHeight,
    right: inWidth + filterWidth - 1 - left - spreadWidth,
  };
  if (Math.min(padding.top, padding.bottom, padding.left, padding.right) < 0) {
    throw new Error(
      `Conv2D's padding of ${JSON.stringify(attrs.pad)} reaches beyond its ${filterHeight}×${filterWidth} kernel. ` +
        `Use 'same' or 'valid'.`,
    );
  }

  const turned = callKernel(backend, tf.Reverse, { x: filter }, { dims: [0, 1] });
  const swapped = callKernel(backend, tf.Transpose, { x: turned }, { perm: [0, 1, 3, 2] });
  release(backend, turned);
  if (strideHeight === 1 && strideWidth === 1) {
    const gradient = convolve(backend, dy, swapped, padding, [1, 1]);
    release(backend, swapped);
    return gradient;
  }
  const spread = spreadByStride(backend, dy, strideHeight, strideWidth);
  const gradient = convolve(backend, spread, swapped, padding, [1, 1]);
  release(backend, swapped, spread);
  return gradient;
}

/** A stride-1 forward convolution of NHWC `x` with HWIO `filter`. */
function convolve(
  backend: BackendWasm,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  { top, bottom, left, right }: Padding,
  dilations: [number, number],
): tf.TensorInfo {
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return callKernel(backend, tf.Conv2D, { x, filter }, { strides: 1, pad, dataFormat: 'NHWC', dilations });
}

/** `[batch, h, w, channels]` to `[batch, (h-1)·strideHeight+1, (w-1)·strideWidth+1, channels]` with zeros between. */
function spreadByStride(
  backend: BackendWasm,
  dy: tf.TensorInfo,
  strideHeight: number,
  strideWidth: number,
): tf.TensorInfo {
  const [batch, height, width, channels] = dy.shape as [number, number, number, number];
  const spreadHeight = (height - 1) * strideHeight + 1;
  const spreadWidth = (width - 1) * strideWidth + 1;
  const spread = backend.makeOutput([batch, spreadHeight, spreadWidth, channels], 'float32');
  const from = floats(backend, dy);
  const to = floats(backend, spread).fill(0);
  let source = 0;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < height; row++) {
      let target = (image * spreadHeight + row * strideHeight) * spreadWidth * channels;
      for (let column = 0; column < width; column++) {
        for (let channel = 0; channel < channels; channel++) {
          to[target + channel] = from[source++] as number;
        }
        target += strideWidth * channels;
      }
    }
  }
  return spread;
}

interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: tf.Conv2DBackpropFilterAttrs['pad'];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function channelsLastConv(
  inputShape: number[],
  filterShape: number[],
  attrs: ConvAttributes,
): tf.backend_util.Conv2DInfo {
  if (attrs.dataFormat !== 'NHWC')
    throw new Error(`Conv2D takes channels last (NHWC) on WASM, not ${attrs.dataFormat}.`);
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
  );
}
