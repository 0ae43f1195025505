/** Grad-CAM and saliency on a real WebGPU device, against the CPU backend, which computes in plain JavaScript. */
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Backend } from '../backend/backend';
import type { BackendName, Fault } from '../protocol';
import { inspected } from './inspectionFixture';

const faults: Fault[] = [];
const backend = new Backend((fault) => faults.push(fault));

/** Two branches that are added, with everything whose gradient is a kernel of its own. */
const builder = new NetworkBuilder();
const input = builder.add('input', { height: 16, width: 16, channels: 3 });
const stem = builder.add('conv2d', { filters: 6, padding: 'same', activation: 'relu' }, input);
const pooled = builder.add('maxPooling2d', {}, builder.add('batchNormalization', {}, stem));
const deep = builder.add('conv2d', { filters: 6, padding: 'same', activation: 'linear' }, pooled);
const joined = builder.add('add', {}, deep, pooled);
builder.add('dense', { units: 3, activation: 'softmax' }, builder.add('flatten', {}, joined));
const network = builder.network();

/** What is said for two classes, at two layers and of the pixels. */
async function explained(name: BackendName): Promise<readonly (readonly number[])[]> {
  await backend.select(name);
  expect(tf.getBackend()).toBe(name);
  const inside = await inspected(network);
  const tensors = tf.memory().numTensors;
  const maps: number[][] = [];
  for (const classIndex of [0, 2]) {
    for (const layerId of [stem, joined]) {
      const { values, weights, probability } = await inside.ask('gradCam', { layerId, classIndex });
      maps.push([...values], [...weights], [probability]);
    }
    maps.push([...(await inside.ask('saliency', { classIndex })).values]);
  }
  expect(tf.memory().numTensors).toBe(tensors);
  inside.dispose();
  return maps;
}

it('are the same on WebGPU as on the CPU backend', async () => {
  const expected = await explained('cpu');
  const actual = await explained('webgpu');
  expect(actual).toHaveLength(expected.length);
  expect(expected.filter((map) => map.every((value) => value === 0)).length).toBeLessThanOrEqual(1);
  expected.forEach((map, index) => {
    expect(actual[index]).toHaveLength(map.length);
    // A class that no map speaks for has an empty one.
    const largest = Math.max(1e-6, ...map.map(Math.abs));
    const worst = Math.max(...map.map((value, cell) => Math.abs(value - (actual[index]?.[cell] ?? NaN))));
    expect(worst / largest).toBeLessThan(1e-3);
  });
  expect(faults).toEqual([]);
});
