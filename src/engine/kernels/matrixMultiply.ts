/**
 * BatchMatMul with transposed arguments. tfjs's WASM kernel has XNNPACK's product for plain matrices only;
 * a transposed argument, as every gradient of Dense has, falls into a naive loop ten times slower.
 */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { callKernel, release, reshaped, type KernelArguments } from './wasmKernel';

type MatMulKernel = (args: KernelArguments<'a' | 'b', tf.BatchMatMulAttrs>) => tf.TensorInfo;

/** Transposes first, whichever side is smaller, then multiplies with `stock`. Real batches go to `stock` as they are. */
export function batchMatMul(stock: MatMulKernel): MatMulKernel {
  return (args) => {
    const { inputs, attrs, backend } = args;
    const { transposeA, transposeB } = attrs;
    const rows = matrixShape(inputs.a, transposeA);
    const columns = matrixShape(inputs.b, transposeB);
    if ((!transposeA && !transposeB) || !rows || !columns) return stock(args);

    const multiply = (a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo =>
      stock({
        inputs: { a, b },
        attrs: { transposeA: false, transposeB: false },
        backend,
      });
    const a = reshaped(inputs.a, inputs.a.shape.slice(-2));
    const b = reshaped(inputs.b, inputs.b.shape.slice(-2));
    const [m, inner] = rows;
    const n = columns[1];
    const outShape = [...inputs.a.shape.slice(0, -2), m, n];
    if (transposeB && !transposeA && m * (inner + n) < inner * n) {
      // a·bᵀ = (b·aᵀ)ᵀ: transposing `a` and the product moves less memory than transposing `b`.
      const aTransposed = transpose(backend, a);
      const product = multiply(b, aTransposed);
      const result = transpose(backend, product);
      release(backend, aTransposed, product);
      return reshaped(result, outShape);
    }
    const left = transposeA ? transpose(backend, a) : a;
    const right = transposeB ? transpose(backend, b) : b;
    const product = multiply(left, right);
    if (transposeA) release(backend, left);
    if (transposeB) release(backend, right);
    return reshaped(product, outShape);
  };
}

/** `[rows, columns]` after the transposition; `null` for a batch of several matrices. */
function matrixShape(matrix: tf.TensorInfo, transposed: boolean): readonly [number, number] | null {
  const [rows, columns] = matrix.shape.slice(-2) as [number, number];
  if (matrix.shape.slice(0, -2).some((size) => size !== 1)) return null;
  return transposed ? [columns, rows] : [rows, columns];
}

function transpose(backend: BackendWasm, matrix: tf.TensorInfo): tf.TensorInfo {
  return callKernel(backend, tf.Transpose, { x: matrix }, { perm: [1, 0] });
}
