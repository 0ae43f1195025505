/**
 * dL/dinput of MaxPool. tfjs's own WASM kernel is wrong for 2×2 windows and for `same` padding.
 */
import * as tf from '@tensorflow/tfjs';
import { floats, type KernelArguments } from './wasmKernel';

/** Each output's gradient goes to the first largest cell of its window; windows may overlap, so they add up. */
export function maxPoolGrad({
  inputs: { dy, input },
  attrs: { filterSize, strides, pad, dimRoundingMode },
  backend,
}: KernelArguments<'dy' | 'input', tf.MaxPoolGradAttrs>): tf.TensorInfo {
  const pool = tf.backend_util.computePool2DInfo(
    input.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth, padInfo } = pool;
  const gradient = backend.makeOutput(input.shape, 'float32');
  const dx = floats(backend, gradient).fill(0);
  const x = floats(backend, input);
  const outputGradient = floats(backend, dy);

  let output = 0;
  for (let image = 0; image < batchSize; image++) {
    const imageStart = image * inHeight * inWidth * channels;
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * pool.strideHeight - padInfo.top;
      const firstRow = Math.max(0, top);
      const endRow = Math.min(inHeight, top + pool.filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * pool.strideWidth - padInfo.left;
        const firstColumn = Math.max(0, left);
        const endColumn = Math.min(inWidth, left + pool.filterWidth);
        for (let channel = 0; channel < channels; channel++) {
          let winner = imageStart + (firstRow * inWidth + firstColumn) * channels + channel;
          let largest = x[winner] as number;
          for (let row = firstRow; row < endRow; row++) {
            let cell = imageStart + (row * inWidth + firstColumn) * channels + channel;
            for (let column = firstColumn; column < endColumn; column++) {
              const value = x[cell] as number;
              if (value > largest) {
                largest = value;
                winner = cell;
              }
              cell += channels;
            }
          }
          dx[winner] = (dx[winner] as number) + (outputGradient[output++] as number);
        }
      }
    }
  }
  return gradient;
}
