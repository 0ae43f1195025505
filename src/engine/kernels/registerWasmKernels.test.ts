import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { random } from '../random';
import { registerWasmKernels } from './registerWasmKernels';
import { wasmInNode } from './verification/wasmInNode';

function normal(shape: readonly number[], seed: number): tf.Tensor4D {
  const source = random(seed);
  return tf.tensor4d(Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, source.normal), [
    ...shape,
  ] as [number, number, number, number]);
}

/** What `compute` gives on the CPU backend, then on WASM. */
async function onBoth(compute: () => readonly tf.Tensor[]): Promise<[Float32Array[], Float32Array[]]> {
  const results: Float32Array[][] = [];
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    results.push(tf.tidy(() => compute().map((tensor) => tensor.dataSync<'float32'>().slice())));
  }
  return results as [Float32Array[], Float32Array[]];
}

function expectClose(actual: readonly Float32Array[], expected: readonly Float32Array[]): void {
  actual.forEach((values, index) => {
    expect(values.length).toBe(expected[index]?.length);
    values.forEach((value, place) => expect(value).toBeCloseTo(expected[index]?.[place] as number, 4));
  });
}

describe('the WASM backend with our kernels', () => {
  beforeAll(async () => {
    wasmInNode();
    const warn = vi.spyOn(console, 'warn');
    registerWasmKernels();
    registerWasmKernels();
    expect(warn).not.toHaveBeenCalled();
    await tf.setBackend('wasm');
  });
  afterAll(() => tf.removeBackend('wasm'));

  const depthwise = [
    { strides: 1, padding: 'valid', dilations: 1 },
    { strides: 2, padding: 'same', dilations: 1 },
    { strides: 1, padding: 'same', dilations: 2 },
    { strides: 1, padding: 'same', dilations: 2, multiplier: 1 },
    { strides: 1, padding: 'valid', dilations: 1, multiplier: 1 },
  ] as const;
  it.each(depthwise)('both depthwise gradients are the adjoints of the convolution: %o', (attributes) => {
    const { strides, padding, dilations } = attributes;
    const multiplier = 'multiplier' in attributes ? attributes.multiplier : 2;
    const forward = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D =>
      tf.depthwiseConv2d(x, filter, strides, padding, 'NHWC', dilations);
    const inner = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).arraySync() as number;
    tf.tidy(() => {
      const x = normal([2, 7, 6, 3], 1);
      const filter = normal([3, 2, 3, multiplier], 2);
      const dy = normal(forward(x, filter).shape, 3);
      const attrs = { strides, pad: padding, dilations };
      const run = (kernel: string, inputs: tf.NamedTensorMap, more: object): tf.Tensor =>
        tf.engine().runKernel(kernel, inputs, { ...attrs, ...more });
      const dx = run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape: x.shape });
      const dFilter = run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape: filter.shape });
      for (let seed = 10; seed < 15; seed++) {
        const otherX = normal(x.shape, seed);
        const otherFilter = normal(filter.shape, seed);
        expect(inner(dx, otherX)).toBeCloseTo(inner(dy, forward(otherX, filter)), 3);
        expect(inner(dFilter, otherFilter)).toBeCloseTo(inner(dy, forward(x, otherFilter)), 3);
      }
    });
  });

  it('multiplies transposed matrices, narrow and wide', async () => {
    const shapes = [
      [2, 3, 40],
      [40, 3, 2],
      [5, 40, 6],
      [1, 7, 1],
    ] as const;
    const [cpu, wasm] = await onBoth(() =>
      shapes.flatMap(([m, inner, n]) =>
        [false, true].flatMap((transposeA) =>
          [false, true].map((transposeB) => {
            const a = normal([1, 1, m, inner], 4).reshape(transposeA ? [inner, m] : [m, inner]);
            const b = normal([1, 1, inner, n], 5).reshape(transposeB ? [n, inner] : [inner, n]);
            return tf.matMul(a, b, transposeA, transposeB);
          }),
        ),
      ),
    );
    expectClose(wasm, cpu);
  });

  it('multiplies a batch of transposed matrices', async () => {
    const [cpu, wasm] = await onBoth(() => [
      tf.matMul(normal([1, 3, 4, 2], 6), normal([1, 3, 5, 4], 7), true, true),
    ]);
    expectClose(wasm, cpu);
  });

  it('sums and averages over the leading axes', () => {
    tf.tidy(() => {
      const x = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
      expect(tf.sum(x, [0, 1]).arraySync()).toEqual([16, 20]);
      expect(tf.mean(x, [0, 1]).arraySync()).toEqual([4, 5]);
      expect(tf.mean(x, [0, 1], true).arraySync()).toEqual([[[4, 5]]]);
      expect(tf.sum(x, 2).arraySync()).toEqual([
        [3, 7],
        [11, 15],
      ]);
      expect(tf.sum(x).arraySync()).toBe(36);
      expect(tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0).arraySync()).toEqual([4, 6]);
    });
  });

  it('does not lose the small terms of a long sum', () => {
    // Float32 partial sums stop growing at 2 ** 24.
    const ones = tf.ones([2 ** 24 + 2 ** 20, 1]);
    expect(tf.tidy(() => tf.sum(ones, 0).arraySync())).toEqual([2 ** 24 + 2 ** 20]);
    ones.dispose();
  });

  it('adds up the gradient of rows gathered twice', () => {
    tf.tidy(() => {
      const rows = tf.tensor1d([2, 0, 2], 'int32');
      const gradient = tf.grad((x) => tf.gather(x, rows).mul(tf.tensor2d([1, 2, 10, 20, 100, 200], [3, 2])));
      expect(gradient(tf.zeros([3, 2])).arraySync()).toEqual([
        [10, 20],
        [0, 0],
        [101, 202],
      ]);
    });
  });

  it('gives the gradient of a tied maximum to its first cell', () => {
    tf.tidy(() => {
      const gradient = tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'));
      expect([...gradient(tf.ones([1, 2, 2, 1])).dataSync()]).toEqual([1, 0, 0, 0]);
    });
  });

  it('keeps a clone alive after its original is gone', () => {
    const original = tf.tensor1d([1, 2, 3]);
    const copies = [tf.clone(original), tf.cast(original, 'float32'), tf.cast(original, 'int32')];
    original.dispose();
    expect(copies.map((copy) => [...copy.dataSync()])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    tf.dispose(copies);
  });

  it('trains on without taking more memory', () => {
    const backend = tf.backend() as BackendWasm;
    const x = normal([8, 32, 32, 3], 8);
    const filters = [tf.variable(normal([3, 3, 3, 16], 9)), tf.variable(normal([3, 3, 16, 16], 10))] as const;
    const step = (): void => {
      const { value, grads } = tf.variableGrads(() => {
        const first = tf.maxPool(tf.relu(tf.conv2d(x, filters[0] as tf.Tensor4D, 2, 'same')), 2, 2, 'same');
        return tf.sum(tf.square(tf.conv2d(first, filters[1] as tf.Tensor4D, 1, 'same'))).asScalar();
      });
      tf.tidy(() => {
        for (const filter of filters) {
          filter.assign(tf.sub<tf.Tensor4D>(filter, tf.mul(grads[filter.name] as tf.Tensor, 1e-5)));
        }
      });
      tf.dispose([value, grads]);
    };
    for (let warmUp = 0; warmUp < 5; warmUp++) step();
    const used = (): object => ({
      heapBytes: backend.typedArrayFromHeap(x).buffer.byteLength,
      tensors: backend.numDataIds(),
    });
    const before = used();
    for (let count = 0; count < 60; count++) step();
    expect(used()).toEqual(before);
    tf.dispose([x, ...filters]);
  });
});
