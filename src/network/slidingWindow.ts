/** What convolution and pooling share: a window that slides over a feature map. */
import type { ReceptiveFieldStep, Shape, ShapeResult } from './layerType';
import { choice, pair } from './parameter';
import { featureMapProblem, soleFeatureMap, soleInput } from './shape';

type Pair = readonly [number, number];

interface SlidingWindow {
  /** Along [height, width], as all pairs. */
  readonly size: Pair;
  readonly strides: Pair;
  /** Cells between neighbours in the window, counted from one to the next: 1 where it has no gaps. */
  readonly dilation: Pair;
  readonly padding: 'valid' | 'same';
}

/** The `padding` parameter of every sliding layer. */
export const paddingParameter = choice(['valid', 'same'], {
  label: 'Padding',
  help: 'valid: the window stays inside, so the map shrinks. same: zeros around it keep the size (divided by the strides).',
  default: 'valid',
});

/** The `strides` of a convolution. */
export const stridesParameter = pair({
  label: 'Strides',
  help: 'How far the window moves at a time, down and across. 2 halves the size of the map.',
  min: 1,
  max: 32,
  default: [1, 1],
  primary: false,
});

/**
 * Output `[height, width, channels]`, as TensorFlow counts: valid `ceil((n - k + 1) / s)`, same `ceil(n / s)`, where a
 * dilated window is `k = (size - 1) * dilation + 1` long.
 * A window larger than an unpadded map is the layer's problem.
 * @param names The layer's class, and what it calls its window, for the message.
 * @param channels Of the output; those of the input if left out.
 */
export function slidingShape(
  inputShapes: readonly Shape[],
  window: SlidingWindow,
  names: { readonly layer: string; readonly window: string },
  channels?: number,
): ShapeResult {
  const rankProblem = featureMapProblem(names.layer, soleInput(inputShapes));
  if (rankProblem !== null) return { problem: rankProblem };
  const [height, width, inputChannels] = soleFeatureMap(inputShapes);
  const rows = outputLength(height, 0, window);
  const columns = outputLength(width, 1, window);
  if (rows < 1 || columns < 1) {
    const dilated = span(0, window) !== window.size[0] || span(1, window) !== window.size[1];
    return {
      problem: {
        message:
          `The feature map has shrunk to ${height}×${width}, smaller than the ${span(0, window)}×${span(1, window)} ` +
          `${dilated ? 'cells that the dilated ' : ''}${names.window}${dilated ? ' spans' : ''}, so there is no place left to ` +
          `put it. Use padding "same", a smaller ${names.window}, fewer pooling layers or larger images.`,
        repair: { label: 'Use padding same', parameters: { padding: 'same' } },
      },
    };
  }
  return { shape: [rows, columns, channels ?? inputChannels] };
}

/** TensorFlow's "same" puts the smaller half of the padding before the first cell. */
export function slidingReceptiveField(
  inputShapes: readonly Shape[],
  window: SlidingWindow,
): ReceptiveFieldStep {
  const [height, width] = soleFeatureMap(inputShapes);
  return {
    kernel: window.size,
    stride: window.strides,
    dilation: window.dilation,
    padding: [paddingBefore(height, 0, window), paddingBefore(width, 1, window)],
  };
}

function span(axis: 0 | 1, { size, dilation }: SlidingWindow): number {
  return (size[axis] - 1) * dilation[axis] + 1;
}

function outputLength(length: number, axis: 0 | 1, window: SlidingWindow): number {
  const places = window.padding === 'same' ? length : length - span(axis, window) + 1;
  return Math.ceil(places / window.strides[axis]);
}

function paddingBefore(length: number, axis: 0 | 1, window: SlidingWindow): number {
  if (window.padding === 'valid') return 0;
  const covered = (outputLength(length, axis, window) - 1) * window.strides[axis] + span(axis, window);
  return Math.floor(Math.max(covered - length, 0) / 2);
}
