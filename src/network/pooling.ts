/** What the pooling layers share. */
import { z } from 'zod';
import type { LayerPicture } from './layerPicture';
import type { Shape, ShapeResult } from './layerType';
import { pair, sameValue } from './parameter';
import { formatSides, summaryOf, unusualPair } from './parameterText';
import { soleInput } from './shape';
import { paddingParameter } from './slidingWindow';

/** `strides` follow `poolSize`, as Keras's `strides=None` does: windows lie side by side unless set apart. */
export const poolingParameters = z.strictObject({
  poolSize: pair({
    label: 'Pool size',
    help: 'Height and width of the window that becomes one cell.',
    min: 1,
    max: 64,
    default: [2, 2],
  }),
  strides: pair({
    label: 'Strides',
    help: 'How far the window moves at a time. The same as the pool size: windows do not overlap.',
    min: 1,
    max: 64,
    default: [2, 2],
    primary: false,
    follows: 'poolSize',
  }),
  padding: paddingParameter,
});

/** The window of a pooling layer, as `slidingWindow.ts` takes it. */
export function poolingWindow({ poolSize, strides, padding }: z.output<typeof poolingParameters>) {
  return { size: poolSize, strides, padding, dilation: [1, 1] as const };
}

/** `2×2`, and the stride where windows do not lie side by side. */
export function poolingSummary({ poolSize, strides }: z.output<typeof poolingParameters>): string {
  return summaryOf(
    formatSides(poolSize),
    sameValue(strides, poolSize) ? null : (unusualPair('stride', strides) ?? 'stride 1'),
  );
}

/** How a drawing shows a pooling layer. */
export function poolingPicture(
  { poolSize, strides, padding }: z.output<typeof poolingParameters>,
  result: 'max' | 'average',
): LayerPicture {
  return {
    kind: 'window',
    size: poolSize,
    strides,
    dilation: [1, 1],
    padding,
    result,
    reads: 'oneChannel',
  };
}

/** One number per feature map. `purpose` is what the layer would do with them: `to average`. */
export function globallyPooledShape(inputShapes: readonly Shape[], purpose: string): ShapeResult {
  const [, , channels] = soleInput(inputShapes);
  if (channels !== undefined) return { shape: [channels] };
  const message = `What arrives is already a flat vector: there are no feature maps ${purpose}.`;
  return { problem: { message, repair: 'removeLayer' } };
}
