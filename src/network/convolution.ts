/** What the convolution layers share. */
import type { LayerPicture } from './layerPicture';
import type { Shape, ShapeResult } from './layerType';
import { integer, pair } from './parameter';
import { activationText, formatSides, unusualPair } from './parameterText';
import { slidingShape } from './slidingWindow';

type Pair = readonly [number, number];

export const filtersParameter = integer({
  label: 'Filters',
  help: 'How many patterns it looks for. Each filter makes one feature map.',
  min: 1,
  max: 4096,
  default: 32,
});

export const kernelSizeParameter = pair({
  label: 'Kernel size',
  help: 'Height and width of the patch that a filter looks at.',
  min: 1,
  max: 32,
  default: [3, 3],
});

export const dilationRateParameter = pair({
  label: 'Dilation rate',
  help: 'How far apart the cells under the kernel lie. 2 leaves gaps of one: a wider view for the same weights.',
  min: 1,
  max: 32,
  default: [1, 1],
  primary: false,
});

export const depthMultiplierParameter = integer({
  label: 'Depth multiplier',
  help: 'How many filters each input channel gets.',
  min: 1,
  max: 64,
  default: 1,
  primary: false,
});

/** The parameters that say how a convolution slides. */
interface SlidingConvolution {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: 'valid' | 'same';
  readonly dilationRate: Pair;
}

/** The window of a convolution, as `slidingWindow.ts` takes it. */
export function convolutionWindow({ kernelSize, strides, padding, dilationRate }: SlidingConvolution) {
  return { size: kernelSize, strides, padding, dilation: dilationRate };
}

/**
 * Output `[height, width, channels]` of a convolution that gives so many channels. Strides and dilation together are
 * refused, as Keras does.
 */
export function convolutionShape(
  className: string,
  inputShapes: readonly Shape[],
  layer: SlidingConvolution,
  channels: number,
): ShapeResult {
  if (Math.max(...layer.strides) > 1 && Math.max(...layer.dilationRate) > 1) {
    return {
      problem: {
        message:
          `${className} can move in strides or look through gaps (dilation), not both: Keras has no such layer. Set the strides ` +
          `or the dilation rate back to 1×1.`,
        repair: { label: 'Set dilation rate to 1×1', parameters: { dilationRate: [1, 1] } },
      },
    };
  }
  return slidingShape(
    inputShapes,
    convolutionWindow(layer),
    { layer: className, window: 'kernel' },
    channels,
  );
}

/** As `convolutionShape`, for kernels that work on each channel by itself: TensorFlow has them with one stride only. */
export function depthwiseShape(
  className: string,
  inputShapes: readonly Shape[],
  layer: SlidingConvolution,
  channels: number,
): ShapeResult {
  const [down, across] = layer.strides;
  if (down !== across) {
    const stride = Math.max(down, across);
    return {
      problem: {
        message:
          `${className} needs the same stride down and across, but has ${down} and ${across}: TensorFlow computes no other. ` +
          `Give both the same.`,
        repair: { label: `Set strides to ${stride}×${stride}`, parameters: { strides: [stride, stride] } },
      },
    };
  }
  return convolutionShape(className, inputShapes, layer, channels);
}

/** How a drawing shows a convolution. */
export function convolutionPicture(
  { kernelSize, strides, padding, dilationRate }: SlidingConvolution,
  reads: 'allChannels' | 'group' | 'oneChannel',
): LayerPicture {
  return {
    kind: 'window',
    size: kernelSize,
    strides,
    dilation: dilationRate,
    padding,
    result: 'weightedSum',
    reads,
  };
}

/** `3×3`, and what else is not as usual: `stride 2`, `dilation 2`. */
export function slidingSummary({
  kernelSize,
  strides,
  dilationRate,
  activation,
}: Omit<SlidingConvolution, 'padding'> & { readonly activation: string }): readonly (string | null)[] {
  return [
    formatSides(kernelSize),
    unusualPair('stride', strides),
    unusualPair('dilation', dilationRate),
    activationText(activation),
  ];
}
