/** What the normalizations with learned numbers share. */
import type { Shape, WeightSpec } from './layerType';
import { toggle } from './parameter';

/** Whether the normalized values are shifted (`center`, beta) and scaled (`scale`, gamma) by learned numbers. */
export const centerScaleParameters = {
  center: toggle({
    label: 'Center',
    help: 'Adds a learned number (beta) to each channel afterwards.',
    default: true,
    primary: false,
  }),
  scale: toggle({
    label: 'Scale',
    help: 'Multiplies each channel by a learned number (gamma) afterwards. Not needed right before relu and a convolution.',
    default: true,
    primary: false,
  }),
};

/** Gamma and beta, as far as they are asked for. */
export function centerScaleWeights(
  { center, scale }: { readonly center: boolean; readonly scale: boolean },
  shape: Shape,
): readonly WeightSpec[] {
  return [
    ...(scale ? [{ name: 'gamma', shape, trainable: true, initializer: 'ones' } as const] : []),
    ...(center ? [{ name: 'beta', shape, trainable: true, initializer: 'zeros' } as const] : []),
  ];
}
