/**
 * Is the drawn sample what it should be: learnable by a small CNN, and clearly less so by a linear classifier on the
 * pixels? Trains both on the same pictures and tests them on 400 that neither saw. 32×32, WASM backend.
 *
 *   npm run bench -- drawnCatsAndDogs [imagesPerClass=300] [seed=1]
 */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { drawFace } from '../src/engine/data/drawnFaces';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { random } from '../src/engine/random';

const side = 32;
const heldOutPerClass = 200;
const imagesPerClass = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? 1);

interface Pictures {
  /** [n, side, side, 3], 0–1. */
  readonly images: tf.Tensor4D;
  /** [n, 2], one-hot. */
  readonly labels: tf.Tensor2D;
}

/** Cats and dogs in turn. */
function draw(perClass: number, from: number): Pictures {
  const count = 2 * perClass;
  const values = new Float32Array(count * side * side * 3);
  for (let i = 0; i < count; i++) {
    const species = i % 2 === 0 ? 'cat' : 'dog';
    const bytes = drawFace(species, random(seed, i % 2, from + (i >> 1)), side, side);
    for (let k = 0; k < bytes.length; k++) values[i * bytes.length + k] = (bytes[k] as number) / 255;
  }
  const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
  return {
    images: tf.tensor4d(values, [count, side, side, 3]),
    labels: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 2).toFloat() as tf.Tensor2D),
  };
}

const softmax = (): tf.layers.Layer => tf.layers.dense({ units: 2, activation: 'softmax' });

function linear(penalty: number): tf.LayersModel {
  const kernelRegularizer = tf.regularizers.l2({ l2: penalty });
  const dense = tf.layers.dense({ units: 2, activation: 'softmax', kernelRegularizer });
  return tf.sequential({ layers: [tf.layers.flatten({ inputShape: [side, side, 3] }), dense] });
}

function smallCnn(): tf.LayersModel {
  const convolution = (filters: number): tf.layers.Layer =>
    tf.layers.conv2d({ filters, kernelSize: 3, activation: 'relu' });
  const pool = (): tf.layers.Layer => tf.layers.maxPooling2d({ poolSize: 2 });
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [side, side, 3] }),
      pool(),
      convolution(32),
      pool(),
      convolution(32),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.4, seed: 1 }),
      softmax(),
    ],
  });
}

/** Best accuracy on the held-out pictures over the epochs: the kindest reading for either model. */
async function measure(
  model: tf.LayersModel,
  rate: number,
  epochs: number,
  train: Pictures,
  heldOut: Pictures,
) {
  model.compile({ optimizer: tf.train.adam(rate), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await model.fit(train.images, train.labels, {
    epochs,
    batchSize: 32,
    verbose: 0,
    validationData: [heldOut.images, heldOut.labels],
  });
  const accuracies = history.val_acc as number[];
  return {
    best: Math.max(...accuracies),
    last: accuracies.at(-1) as number,
    train: history.acc?.at(-1) as number,
  };
}

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

setWasmPaths(`${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
registerWasmKernels();
await tf.setBackend('wasm');

const train = draw(imagesPerClass, 0);
const heldOut = draw(heldOutPerClass, 1_000_000);
console.log(
  `${imagesPerClass} drawings a class, ${2 * heldOutPerClass} held out, ${side}×${side}, ${tf.getBackend()}`,
);
for (const penalty of [0, 0.001, 0.01, 0.1]) {
  const { best, last, train: fitted } = await measure(linear(penalty), 0.001, 40, train, heldOut);
  console.log(
    `linear, L2 ${penalty}: best ${percent(best)}, last ${percent(last)}, on its own pictures ${percent(fitted)}`,
  );
}
const { best, last, train: fitted } = await measure(smallCnn(), 0.002, 30, train, heldOut);
console.log(
  `small CNN: best ${percent(best)}, last ${percent(last)}, on its own pictures ${percent(fitted)}`,
);
