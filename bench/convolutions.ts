/**
 * What do groups, dilation and depthwise kernels cost against the plain convolution of the same shape? Milliseconds a
 * training step (forward and both gradients) of one layer on WASM in Node, and how many plain ones that is.
 *
 *   npm run bench -- convolutions
 */
import * as tf from '@tensorflow/tfjs';
import { registerWasmKernels } from '../src/engine/kernels/registerWasmKernels';
import { wasmInNode } from '../src/engine/kernels/verification/wasmInNode';
import { registerLayers } from '../src/engine/layers/registerLayers';

const rounds = 7;

interface Measured {
  readonly title: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The first is what the others are held against. */
function kindsOf(filters: number): readonly Measured[] {
  const conv2d = (title: string, more: object): Measured => ({
    title,
    className: 'Conv2D',
    config: { filters, ...more },
  });
  return [
    conv2d('plain', {}),
    conv2d('dilation 2', { dilation_rate: 2 }),
    conv2d('dilation 4', { dilation_rate: 4 }),
    ...[2, 4, 8, 16].map((groups) => conv2d(`groups ${groups}`, { groups })),
    conv2d('groups = channels', { groups: filters }),
    { title: 'depthwise', className: 'DepthwiseConv2D', config: {} },
    { title: 'depthwise / 2', className: 'DepthwiseConv2D', config: { strides: 2 } },
    { title: 'depthwise, dilation 2', className: 'DepthwiseConv2D', config: { dilation_rate: 2 } },
    { title: 'separable', className: 'SeparableConv2D', config: { filters } },
    { title: 'transposed', className: 'Conv2DTranspose', config: { filters } },
    conv2d('plain / 2', { strides: 2 }),
    { title: 'transposed / 2', className: 'Conv2DTranspose', config: { filters, strides: 2 } },
  ];
}

async function stepMs({ className, config }: Measured, inputShape: readonly number[]): Promise<number> {
  const model = await tf.models.modelFromJSON({
    class_name: 'Sequential',
    config: {
      name: 'measured',
      layers: [
        {
          class_name: className,
          config: {
            name: 'layer',
            kernel_size: 3,
            padding: 'same',
            activation: 'relu',
            ...config,
            batch_input_shape: [null, ...inputShape.slice(1)],
          },
        },
      ],
    },
    keras_version: '3.0.0',
    backend: 'tensorflow',
  });
  model.setWeights(model.getWeights().map(({ shape }) => tf.randomNormal(shape, 0, 0.1)));
  const x = tf.variable(tf.randomNormal([...inputShape]));
  const variables = [x, ...model.trainableWeights.map((weight) => weight.read() as tf.Variable)];
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { value, grads } = tf.variableGrads(
      () => tf.sum(model.apply(x, { training: true }) as tf.Tensor).asScalar(),
      variables,
    );
    await value.data();
    durations.push(performance.now() - start);
    tf.dispose([value, grads]);
  }
  tf.dispose(x);
  model.dispose();
  return Math.min(...durations);
}

wasmInNode();
registerWasmKernels();
registerLayers();
await tf.setBackend('wasm');
for (const inputShape of [
  [32, 32, 32, 16],
  [32, 16, 16, 64],
  [8, 14, 14, 256],
]) {
  console.log(`\n${inputShape.join('×')}, 3×3 kernels, as many filters as channels`);
  let plainMs = NaN;
  for (const measured of kindsOf(inputShape[3] as number)) {
    const ms = await stepMs(measured, inputShape);
    if (measured.title === 'plain') plainMs = ms;
    console.log(
      `${measured.title.padEnd(24)} ${ms.toFixed(1).padStart(8)} ms ${(ms / plainMs).toFixed(2).padStart(7)} ×`,
    );
  }
}
