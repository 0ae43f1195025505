/** Whatever is done to a network, the engine builds it and computes with it, or refuses it with a typed error. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { EditRefused } from '../../network/editRefused';
import type { Network } from '../../network/graph';
import { infer } from '../../network/inference';
import { NetworkBuilder } from '../../network/networkBuilder';
import { edit, type Edit } from '../../network/verification/randomEdit';
import { EngineError } from '../failure';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from './networkModel';

beforeAll(async () => {
  registerLayers();
  await tf.setBackend('cpu');
});

function start(): Network {
  const builder = new NetworkBuilder();
  const input = builder.add('input', { height: 8, width: 8, channels: 3 });
  const block = builder.addBlock('residualBasicBlock', { filters: 4, projection: true }, input);
  const pool = builder.add('globalAveragePooling2d', {}, block);
  builder.add('dense', { units: 2, activation: 'softmax' }, pool);
  return builder.network();
}

function change(network: Network, by: Edit): Network {
  try {
    return by(network);
  } catch (error) {
    if (error instanceof EditRefused) return network;
    throw error;
  }
}

test(
  'every network that edits lead to is built and run, or refused in words',
  { timeout: 120_000 },
  async () => {
    let [built, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const network = edits.reduce(change, start());
        const { valid, totals, nodes, outputId } = infer(network);
        // Random edits may ask for what would take minutes on the slowest backend.
        if (totals.parameters > 300_000 || totals.multiplyAdds > 3e6) return;
        const tensors = tf.memory().numTensors;
        if (valid) {
          const model = await NetworkModel.build(network, 1);
          const { height, width, channels } = model.input;
          const logits = tf.tidy(() => {
            const output = model.model.predict(tf.ones([2, height, width, channels])) as tf.Tensor;
            return [...output.dataSync()];
          });
          expect(logits).toHaveLength(2 * (nodes.get(outputId ?? '')?.outputShape?.[0] ?? 0));
          model.dispose();
          built += 1;
        } else {
          await expect(NetworkModel.build(network, 1)).rejects.toThrow(EngineError);
          refused += 1;
        }
        expect(tf.memory().numTensors).toBe(tensors);
      }),
      { numRuns: 1000 },
    );
    // Neither side may go untested.
    expect(built).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(20);
  },
);
