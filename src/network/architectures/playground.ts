/** What the playground sizes share: how they fit themselves to a data set, and how they are trained. */
import type { LayerSpec } from '../chain';
import { augmentationSchema } from '../recipe';
import type { Architecture, ImageShape } from './architecture';

/** How often an image can be halved and still has a pixel, `most` times at most. */
export function halvings([height, width]: ImageShape, most: number): number {
  return Math.min(most, Math.floor(Math.log2(Math.min(height, width))));
}

/** The Input for images of this shape, as `chain` and `NetworkBuilder` take it. */
export function inputOf([height, width, channels]: ImageShape) {
  return ['input', { height, width, channels }] as const satisfies LayerSpec;
}

/** Units of the last layer: a network tells two classes apart at least. */
export function outputs(classes: number): number {
  return Math.max(classes, 2);
}

/** At most so much of the width and of the height, or larger and smaller: an ear stays in the picture. */
const tenth = { enabled: true, value: 0.1 };
const tenDegrees = { enabled: true, value: 10 };
const off = { enabled: false };

/**
 * Adam with a learning rate that falls to nothing, on images that are shifted a little at random and, where a mirror image
 * is of the same class, mirrored; `turned` also turns and zooms them a little, for networks that learn few images by heart.
 */
export function adam(
  learningRate: number,
  epochs: number,
  { horizontalFlip, turned = false }: { readonly horizontalFlip: boolean; readonly turned?: boolean },
): Architecture['recipe'] {
  const augmentation = augmentationSchema.parse({
    widthShift: tenth,
    heightShift: tenth,
    rotation: turned ? tenDegrees : off,
    shear: off,
    zoom: turned ? tenth : off,
    horizontalFlip,
  });
  return { optimizer: 'Adam', learningRate, learningRateSchedule: 'CosineDecay', epochs, augmentation };
}
