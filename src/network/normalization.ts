/** What the normalizations with learned numbers share. */
import type { Shape, WeightSpec } from './layerType';
import { number, toggle } from './parameter';

/** Of these, `center` (beta) and `scale` (gamma) say whether the normalized values are shifted and scaled by learned numbers. */
export const normalizationParameters = {
  epsilon: number({
    label: 'Epsilon',
    help: 'Added to the variance so that nothing is divided by zero.',
    min: 1e-7,
    max: 1,
    step: 0.001,
    default: 0.001,
    primary: false,
  }),
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
