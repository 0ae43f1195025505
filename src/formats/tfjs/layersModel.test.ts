import { runInThisContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../../network/chain';
import type { Network } from '../../network/graph';
import { waveImages, waveWeights } from '../../network/verification/waveWeights';
import { wholeCatalogue } from '../../network/verification/wholeCatalogue';
import { customLayersCode } from './customLayers';
import { layersModel } from './layersModel';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** As a page fetches it. */
function load(network: Network): Promise<tf.LayersModel> {
  const { files } = layersModel(network, waveWeights(network), ['a', 'b', 'c']);
  const contents = new Map(files.map(({ name, bytes }) => [`https://page.example/${name}`, bytes]));
  const fetchFunc = (input: string | URL | Request) => {
    const url = input instanceof Request ? input.url : String(input);
    return Promise.resolve(new Response(contents.get(url)?.slice()));
  };
  return tf.loadLayersModel(tf.io.http('https://page.example/model.json', { fetchFunc }));
}

function predictions(model: tf.LayersModel, images: Float32Array): number[] {
  const [, ...shape] = model.inputs[0]?.shape ?? [];
  return tf.tidy(() => {
    const output = model.predict(tf.tensor(images, [2, ...(shape as number[])])) as tf.Tensor;
    return Array.from(output.dataSync());
  });
}

describe('layersModel', () => {
  test('of plain layers is for TensorFlow.js as it is, and says what it reads and answers', () => {
    const network = chain([
      ['input', { height: 2, width: 2, channels: 1 }],
      ['conv2d', { filters: 2, kernelSize: [1, 1], l1: 0.1 }],
      ['flatten'],
      ['dense', { units: 2, activation: 'softmax' }],
    ]);
    const { files, usesCustomLayers } = layersModel(network, waveWeights(network), ['cat', 'dog']);
    expect(usesCustomLayers).toBe(false);
    expect(files.map(({ name, bytes }) => [name, name === 'model.json' || bytes.length])).toEqual([
      ['model.json', true],
      ['group1-shard1of1.bin', 4 * (2 + 2 + 16 + 2)],
    ]);
    const json: unknown = JSON.parse(new TextDecoder().decode(files[0]?.bytes));
    expect(json).toMatchObject({
      format: 'layers-model',
      userDefinedMetadata: { classNames: ['cat', 'dog'] },
      modelTopology: {
        model_config: {
          class_name: 'Model',
          config: {
            layers: [
              { class_name: 'InputLayer', config: { batch_input_shape: [null, 2, 2, 1] } },
              {
                class_name: 'Conv2D',
                config: { kernel_regularizer: { class_name: 'L1L2', config: { l1: 0.1, l2: 0 } } },
              },
              { class_name: 'Flatten' },
              { class_name: 'Dense', config: { activation: 'softmax' } },
            ],
          },
        },
      },
      weightsManifest: [
        {
          paths: ['group1-shard1of1.bin'],
          weights: [
            { name: 'conv2d/kernel', shape: [1, 1, 1, 2], dtype: 'float32' },
            { name: 'conv2d/bias', shape: [2], dtype: 'float32' },
            { name: 'dense/kernel', shape: [8, 2], dtype: 'float32' },
            { name: 'dense/bias', shape: [2], dtype: 'float32' },
          ],
        },
      ],
    });
  });

  test('cuts many weights into several files', async () => {
    const network = chain([
      ['input', { height: 40, width: 40, channels: 1 }],
      ['flatten'],
      ['dense', { units: 700, activation: 'tanh' }],
      ['dense', { units: 3, activation: 'softmax' }],
    ]);
    const { files } = layersModel(network, waveWeights(network), ['a', 'b', 'c']);
    expect(files.map(({ name }) => name)).toEqual([
      'model.json',
      'group1-shard1of2.bin',
      'group1-shard2of2.bin',
    ]);
    const model = await load(network);
    expect(model.countParams()).toBe(1600 * 700 + 700 + 2100 + 3);
    const [kernel] = model.getLayer('dense').getWeights();
    expect(kernel?.dataSync().at(-1)).toBeCloseTo(0.4 * Math.sin(1.7 * (1600 * 700 - 1) + 2), 5);
    model.dispose();
  });

  test('without the classes it needs does not load, and with them predicts what Keras predicts', async () => {
    const network = wholeCatalogue();
    expect(layersModel(network, waveWeights(network), []).usesCustomLayers).toBe(true);
    await expect(load(network)).rejects.toThrow(/Unknown layer: Convoscope/);
    Object.assign(globalThis, { tf });
    runInThisContext(customLayersCode);
    const model = await load(network);
    expect(model.countParams()).toBe(1118);
    // Softmax of what Keras 3.15.1 computes: see kerasPrediction.test.ts.
    const logits = [
      [0.507509, -1.508399, -0.118812],
      [0.496972, -1.540287, -0.100057],
    ];
    const expected = logits.flatMap((row) => {
      const exponentials = row.map(Math.exp);
      const sum = exponentials.reduce((total, each) => total + each, 0);
      return exponentials.map((each) => each / sum);
    });
    const found = predictions(model, waveImages(360));
    found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
    model.dispose();
  });

  test('refuses weights that are not all there', () => {
    expect(() => layersModel(wholeCatalogue(), new Map(), [])).toThrow(/has no values for its/);
  });
});
