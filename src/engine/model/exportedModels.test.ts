/** What leaves for TensorFlow.js and ONNX Runtime predicts there what it predicts here, whatever the network. */
import { runInThisContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { onnxModel } from '../../formats/onnx/onnxModel';
import { customLayersCode } from '../../formats/tfjs/customLayers';
import { layersModel } from '../../formats/tfjs/layersModel';
import { architectures } from '../../network/architectures';
import type { Network } from '../../network/graph';
import { shapeSize } from '../../network/shape';
import { randomNetwork } from '../../network/verification/randomNetwork';
import { waveImages, waveWeights } from '../../network/verification/waveWeights';
import { registerLayers } from '../layers/registerLayers';
import { NetworkModel } from './networkModel';

const tolerance = 1e-4;

const networks: readonly Network[] = [
  ...architectures.map(({ sizes }) => sizes.playground([32, 32, 3], 2)),
  ...fc.sample(randomNetwork(), { numRuns: 40, seed: 5 }),
];

/** Two images and what each of the three makes of them. */
interface Case {
  readonly images: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
  readonly here: number[];
  readonly tfjs: number[];
  readonly onnx: number[];
}

const cases: Case[] = [];

beforeAll(async () => {
  await tf.setBackend('cpu');
  ort.env.wasm.numThreads = 1;
  Object.assign(globalThis, { tf });
  runInThisContext(customLayersCode);
  // First, as in a page that has none of our layers.
  const elsewhere = [];
  for (const network of networks) elsewhere.push(await inTensorFlowJs(network));
  registerLayers();
  for (const [index, network] of networks.entries()) {
    const { images, shape, probabilities } = elsewhere[index] ?? {
      images: new Float32Array(),
      shape: [],
      probabilities: [],
    };
    const here = await inTheApp(network, images, shape);
    cases.push({
      images,
      shape,
      here,
      tfjs: probabilities,
      onnx: await inOnnxRuntime(network, images, shape),
    });
  }
}, 120_000);

async function inTensorFlowJs(network: Network) {
  const { files } = layersModel(network, waveWeights(network), []);
  const contents = new Map(files.map(({ name, bytes }) => [`https://page.example/${name}`, bytes]));
  const fetchFunc = (input: string | URL | Request) => {
    const url = input instanceof Request ? input.url : String(input);
    return Promise.resolve(new Response(contents.get(url)?.slice()));
  };
  const model = await tf.loadLayersModel(tf.io.http('https://page.example/model.json', { fetchFunc }));
  const shape = (model.inputs[0]?.shape ?? []).slice(1).map(Number);
  const images = waveImages(shapeSize(shape));
  const probabilities = tf.tidy(() =>
    Array.from((model.predict(tf.tensor(images, [2, ...shape])) as tf.Tensor).dataSync()),
  );
  model.dispose();
  return { images, shape, probabilities };
}

async function inTheApp(network: Network, images: Float32Array, shape: readonly number[]) {
  const built = await NetworkModel.build(network, 1, waveWeights(network));
  const probabilities = tf.tidy(() =>
    Array.from(tf.softmax(built.model.predict(tf.tensor(images, [2, ...shape])) as tf.Tensor).dataSync()),
  );
  built.dispose();
  return probabilities;
}

async function inOnnxRuntime(network: Network, images: Float32Array, shape: readonly number[]) {
  const session = await ort.InferenceSession.create(onnxModel(network, waveWeights(network), []));
  const { probabilities } = await session.run({ image: new ort.Tensor('float32', images, [2, ...shape]) });
  const found = Array.from(probabilities?.data as Float32Array);
  await session.release();
  return found;
}

function furthest(found: readonly number[], expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return Math.max(...found.map((value, index) => Math.abs(value - (expected[index] ?? NaN))));
}

test('TensorFlow.js predicts the same', () => {
  const distances = cases.map(({ here, tfjs }) => furthest(tfjs, here));
  expect(distances.filter((distance) => !(distance < tolerance))).toEqual([]);
});

test('ONNX Runtime predicts the same', () => {
  const distances = cases.map(({ here, onnx }) => furthest(onnx, here));
  expect(distances.filter((distance) => !(distance < tolerance))).toEqual([]);
});
