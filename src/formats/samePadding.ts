/** TensorFlow's "same" as numbers, for formats that count padding side by side. */
import type { Shape } from '../network/layerType';

type Pair = readonly [number, number];

/** Rows above and below, columns left and right. */
export interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How much is put around a feature map `[height, width, channels]` before a window slides over it. */
export function paddingOf(
  inputShape: Shape,
  window: {
    readonly size: Pair;
    readonly strides: Pair;
    readonly dilation: Pair;
    readonly padding: 'valid' | 'same';
  },
): Sides {
  const along = (axis: 0 | 1): Pair => {
    const [length, stride] = [inputShape[axis] ?? 0, window.strides[axis]];
    const span = (window.size[axis] - 1) * window.dilation[axis] + 1;
    const missing =
      window.padding === 'valid' ? 0 : Math.max((Math.ceil(length / stride) - 1) * stride + span - length, 0);
    // The smaller half goes before the first cell.
    return [Math.floor(missing / 2), Math.ceil(missing / 2)];
  };
  const [top, bottom] = along(0);
  const [left, right] = along(1);
  return { top, bottom, left, right };
}

/** What a transposed convolution cuts off the stamps' full extent, or adds to it, to give Keras's size. */
export function stampCut({
  kernelSize,
  strides,
  padding,
}: {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: 'valid' | 'same';
}): { readonly cut: Sides; readonly added: Pair } {
  const along = (axis: 0 | 1): Pair => {
    const surplus = padding === 'same' ? Math.max(kernelSize[axis] - strides[axis], 0) : 0;
    return [Math.floor(surplus / 2), Math.ceil(surplus / 2)];
  };
  const added = (axis: 0 | 1): number => Math.max(strides[axis] - kernelSize[axis], 0);
  const [top, bottom] = along(0);
  const [left, right] = along(1);
  return { cut: { top, bottom, left, right }, added: [added(0), added(1)] };
}
