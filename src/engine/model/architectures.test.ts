/** Every architecture in playground size, as tfjs builds it. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { architectures } from '../../network/architectures';
import { infer } from '../../network/inference';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from './networkModel';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

describe.each(architectures)('$id', ({ sizes }) => {
  test.each([
    { inputShape: [16, 16, 1], classes: 10 },
    { inputShape: [32, 32, 3], classes: 2 },
    { inputShape: [128, 96, 3], classes: 3 },
  ] as const)(
    'has the parameters and outputs that tfjs counts: $inputShape',
    async ({ inputShape, classes }) => {
      const network = sizes.playground(inputShape, classes);
      const { model, ...built } = await NetworkModel.build(network, 1);
      try {
        expect(model.countParams()).toBe(infer(network).totals.parameters);
        expect(model.outputs[0]?.shape).toEqual([null, classes]);
        expect(built.classes).toBe(classes);
      } finally {
        model.dispose();
      }
    },
  );
});
