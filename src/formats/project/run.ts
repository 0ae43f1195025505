/** A training run as a project keeps it. */
import { z } from 'zod';
import { networkSchema } from '../../network/networkSchema';
import { trainingSettingsSchema } from '../../network/recipe';

const number = z.number().nullable();

/** Bounded: a project comes from anywhere. */
export const runSchema = z.object({
  id: z.string().min(1).max(64),
  startedMs: z.number().min(0).max(8.64e15),
  durationMs: z.number().min(0),
  ended: z.enum(['finished', 'stopped', 'failed']),
  backend: z.string().max(32),
  name: z.string().max(200),
  note: z.string().max(10_000),
  pinned: z.boolean(),
  settings: trainingSettingsSchema,
  network: networkSchema,
  parameters: z.number().min(0),
  data: z.object({
    source: z.string().max(64),
    images: z.int().min(0),
    classNames: z.array(z.string().max(500)).max(10_000),
    height: z.int().min(1),
    width: z.int().min(1),
    channels: z.int().min(1).max(3),
  }),
  epochs: z
    .array(
      z.object({
        epoch: z.int().min(0),
        // JSON has no NaN: a loss that was none is written as null.
        loss: number.transform((value) => value ?? NaN),
        accuracy: number.transform((value) => value ?? NaN),
        validationLoss: number,
        validationAccuracy: number,
      }),
    )
    .max(2000),
});
