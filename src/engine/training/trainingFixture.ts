/** Data and settings for tests of training. */
import { trainingSettingsSchema } from '../../network/recipe';
import type { TrainingSettings } from '../../network/recipe';
import { random } from '../random';
import type { TrainingData } from './batchFeed';

/** Pictures of 8 × 8 × 1, bright at the top (even ids) or at the bottom, with noise: easy to learn. */
export function stripes(images: number, validation = 0): TrainingData {
  const source = random(3);
  const pixels = Array.from({ length: images + validation }, (_, id) =>
    Uint8Array.from(
      { length: 64 },
      (_, cell) => (cell < 32 === (id % 2 === 0) ? 200 : 20) + source.below(50),
    ),
  );
  return dataOf(pixels, images);
}

/** The first `trainCount` pictures to train on, the others to validate with; odd ids are of the second class. */
export function dataOf(pixels: readonly Uint8Array[], trainCount: number): TrainingData {
  const ids = pixels.map((_, id) => id);
  return {
    classNames: ['bottom', 'top'],
    indices: (split) => {
      if (split === 'test') return [];
      return split === 'train' ? ids.slice(0, trainCount) : ids.slice(trainCount);
    },
    label: (id) => id % 2,
    batch: (chosen) => ({
      bytes: Uint8Array.from(chosen.flatMap((id) => [...(pixels[id] ?? [])])),
      labels: Int32Array.from(chosen, (id) => id % 2),
    }),
  };
}

const off = { enabled: false, value: 0 };
/** The article's recipe without augmentation, for small and quick runs. */
export function settings(over: Partial<TrainingSettings>): TrainingSettings {
  const augmentation = {
    rotation: off,
    widthShift: off,
    heightShift: off,
    shear: off,
    zoom: off,
    horizontalFlip: false,
  };
  return {
    ...trainingSettingsSchema.parse({}),
    augmentation,
    batchSize: 8,
    epochs: 3,
    learningRate: 0.1,
    ...over,
  };
}
