/**
 * The recipe: all that decides a training run besides the network and the pictures. Defaults are the
 * article's program.
 */
import './withoutEval';
import { z } from 'zod';

export const optimizerNames = ['SGD', 'Adam', 'RMSprop', 'AdamW'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** How the learning rate goes during a run: as it is, or as Keras's schedule of that name. */
export const learningRateSchedules = ['constant', 'CosineDecay'] as const;

/** One augmentation with its switch. `value` keeps its number while the switch is off. */
const amount = (value: number, max: number) =>
  z.object({ enabled: z.boolean().default(true), value: z.number().min(0).max(max).default(value) });

/** Ranges as in Keras's ImageDataGenerator: each image draws uniformly from [-value, value] (zoom: [1-value, 1+value] per axis). */
export const augmentationSchema = z.object({
  /** Degrees. */
  rotation: amount(20, 180).prefault({}),
  /** Fraction of the width. */
  widthShift: amount(0.2, 1).prefault({}),
  /** Fraction of the height. */
  heightShift: amount(0.2, 1).prefault({}),
  /** Degrees, as Keras's `shear_range` is (the article's 0.2 is hardly visible). */
  shear: amount(0.2, 60).prefault({}),
  /** Fraction. */
  zoom: amount(0.2, 0.9).prefault({}),
  horizontalFlip: z.boolean().default(true),
});
export type Augmentation = z.output<typeof augmentationSchema>;

export const trainingSettingsSchema = z.object({
  optimizer: z.enum(optimizerNames).default('SGD'),
  learningRate: z.number().positive().max(10).default(0.01),
  learningRateSchedule: z.enum(learningRateSchedules).default('constant'),
  /** SGD only. */
  momentum: z.number().min(0).max(0.999).default(0),
  /** AdamW only: decoupled weight decay. */
  weightDecay: z.number().min(0).max(1).default(0.004),
  batchSize: z.int().min(1).max(1024).default(32),
  epochs: z.int().min(1).max(10000).default(10),
  /** Drives initial weights, shuffling, dropout, augmentation and the split. */
  seed: z.int().min(0).max(4294967295).default(42),
  augmentation: augmentationSchema.prefault({}),
});
export type TrainingSettings = z.output<typeof trainingSettingsSchema>;

/** How pictures are divided. `folders` keeps the `train`/`val`/`test` folders they came in. */
export const splitSettingsSchema = z.object({
  kind: z.enum(['pooled', 'folders']).default('pooled'),
  validationFraction: z.number().min(0.05).max(0.5).default(0.2),
});
export type SplitSettings = z.output<typeof splitSettingsSchema>;

/** The article's program. */
export const articleSettings: TrainingSettings = trainingSettingsSchema.parse({});
export const articleSplit: SplitSettings = splitSettingsSchema.parse({});

/**
 * The learning rate of an update, where `iteration` of a run's `iterations` came before it. `CosineDecay` is Keras's
 * `CosineDecay(learningRate, decay_steps=iterations)`: `learningRate·(1 + cos(π·iteration/iterations))/2`.
 */
export function learningRateAt(
  { learningRate, learningRateSchedule }: Pick<TrainingSettings, 'learningRate' | 'learningRateSchedule'>,
  iteration: number,
  iterations: number,
): number {
  if (learningRateSchedule === 'constant') return learningRate;
  return (learningRate * (1 + Math.cos((Math.PI * Math.min(iteration, iterations)) / iterations))) / 2;
}
