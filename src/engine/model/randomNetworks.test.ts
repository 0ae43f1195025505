/** The property that holds inference and engine together: what is inferred is what tfjs builds. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { toTfjsModel } from '../../formats/tfjs/config';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import type { WeightSpec } from '../../network/layerType';
import { layerTypeNames, type LayerTypeName } from '../../network/layers';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { registerLayers } from '../layers/registerLayers';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

async function build(network: Network) {
  const { config, layerNameOf } = toTfjsModel(network);
  const model = await tf.models.modelFromJSON(config as unknown as tf.io.ModelJSON);
  return { model, layerOf: (id: string) => model.getLayer(layerNameOf.get(id) ?? '') };
}

function specOf(weight: tf.LayerVariable): Pick<WeightSpec, 'name' | 'shape' | 'trainable'> {
  return {
    // tfjs makes names unique by a number at the end.
    name: (weight.originalName.split('/').at(-1) ?? '').replace(/_\d+$/, ''),
    shape: weight.shape as number[],
    trainable: weight.trainable,
  };
}

test('tfjs computes the shapes, weights and counts that were inferred', { timeout: 120_000 }, async () => {
  const met = new Map<LayerTypeName, number>();
  await fc.assert(
    fc.asyncProperty(randomNetwork(), async (network) => {
      const inference = infer(network);
      expect(inference.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const { model, layerOf } = await build(network);
      try {
        for (const { id, type } of network.nodes) {
          met.set(type, (met.get(type) ?? 0) + 1);
          const inferred = inference.nodes.get(id);
          const layer = layerOf(id);
          expect(layer.outputShape).toEqual([null, ...(inferred?.outputShape ?? [])]);
          expect(layer.weights.map(specOf)).toEqual(
            inferred?.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable })),
          );
          const { trainable = 0, nonTrainable = 0 } = inferred?.parameters ?? {};
          expect(layer.countParams()).toBe(trainable + nonTrainable);
        }
        expect(model.countParams()).toBe(inference.totals.parameters);
      } finally {
        model.dispose();
      }
    }),
    { numRuns: 3000 },
  );
  // No type may be left out because none of its parameters ever fit.
  for (const type of layerTypeNames) expect(met.get(type) ?? 0, type).toBeGreaterThan(100);
});

test('what tfjs really outputs has the inferred shape', async () => {
  await fc.assert(
    fc.asyncProperty(randomNetwork(), async (network) => {
      const { nodes, order, outputId } = infer(network);
      const { model } = await build(network);
      const input = nodes.get(order[0] ?? '')?.outputShape ?? [];
      const output = tf.tidy(() => (model.predict(tf.zeros([2, ...input])) as tf.Tensor).shape);
      model.dispose();
      expect(output).toEqual([2, ...(nodes.get(outputId ?? '')?.outputShape ?? [])]);
    }),
    { numRuns: 150 },
  );
});
