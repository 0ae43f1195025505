/**
 * What a WASM kernel written here stands on: its typed arguments, a view of a tensor's floats on the
 * WASM heap, and calls to tfjs's own WASM kernels.
 */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

export interface KernelArguments<InputNames extends string, Attributes> {
  readonly inputs: Readonly<Record<InputNames, tf.TensorInfo>>;
  readonly attrs: Attributes;
  readonly backend: BackendWasm;
}

/** A registration for the `wasm` backend. tfjs stores kernels untyped, so this is where types are given up. */
export function wasmKernel<InputNames extends string, Attributes>(
  kernelName: string,
  run: (args: KernelArguments<InputNames, Attributes>) => tf.TensorInfo,
): tf.KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc: run as unknown as tf.KernelFunc };
}

/**
 * tfjs's own WASM kernel of that name, looked up once, before a replacement is registered.
 * @throws Error where tfjs has no such kernel.
 */
export function stockKernel(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, 'wasm');
  if (!kernel)
    throw new Error(`tfjs has no WASM kernel ${kernelName}: import @tensorflow/tfjs-backend-wasm first.`);
  return kernel;
}

/** Runs a registered WASM kernel. The caller disposes the result with `release`. */
export function callKernel(
  backend: BackendWasm,
  kernelName: string,
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  attrs: Readonly<Record<string, unknown>> = {},
): tf.TensorInfo {
  const { kernelFunc } = stockKernel(kernelName);
  return kernelFunc({ inputs, backend, attrs: attrs as unknown as tf.NamedAttrMap }) as tf.TensorInfo;
}

/** Frees intermediate results of `callKernel` and `makeOutput`. */
export function release(backend: BackendWasm, ...tensors: readonly tf.TensorInfo[]): void {
  for (const tensor of tensors) backend.disposeData(tensor.dataId);
}

/** The same floats under another shape. Shares the data: do not release it besides the original. */
export function reshaped(tensor: tf.TensorInfo, shape: number[]): tf.TensorInfo {
  return { dataId: tensor.dataId, dtype: tensor.dtype, shape };
}

/**
 * A view of a float32 tensor on the WASM heap. Any allocation may move the heap and detach the view:
 * make every output first, then take views.
 */
export function floats(backend: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}
