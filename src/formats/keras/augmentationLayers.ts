/** Layers that change pictures at random while a model trains: here they are settings of the training. */
import type { Augmentation } from '../../network/recipe';
import type { JsonObject } from '../json';

export type AugmentationPatch = Partial<Augmentation>;

/** Whether a layer of this class only acts in training, before the network proper. */
export function isAugmentation(className: string): boolean {
  return /^Random[A-Z]/.test(className) && className !== 'RandomCrop';
}

/** The settings that do what the layer does, and what the user is told of it. */
export function augmentationOf(
  className: string,
  config: JsonObject,
): { readonly patch: AugmentationPatch; readonly note: string } {
  const patch = patches[className]?.(config) ?? null;
  return patch === null
    ? { patch: {}, note: `${className} is left out: there is no such augmentation here.` }
    : { patch, note: `${className} became a setting of the augmentation.` };
}

const patches: Readonly<Record<string, (config: JsonObject) => AugmentationPatch | null>> = {
  RandomFlip: ({ mode }) => (mode === 'vertical' ? null : { horizontalFlip: true }),
  // A factor of 1 is a whole turn.
  RandomRotation: ({ factor }) => ({ rotation: amount(reachOf(factor) * 360, 180) }),
  RandomTranslation: ({ height_factor: height, width_factor: width }) => ({
    heightShift: amount(reachOf(height), 1),
    widthShift: amount(reachOf(width), 1),
  }),
  RandomZoom: ({ height_factor: factor }) => ({ zoom: amount(reachOf(factor), 0.9) }),
};

/** The furthest of a range `[lower, upper]`, or of one number either way. */
function reachOf(factor: unknown): number {
  const ends: readonly unknown[] = Array.isArray(factor) ? factor : [factor];
  return Math.max(0, ...ends.map((end) => (typeof end === 'number' ? Math.abs(end) : 0)));
}

function amount(value: number, most: number): Augmentation['rotation'] {
  return { enabled: value > 0, value: Number(Math.min(value, most).toPrecision(6)) };
}
