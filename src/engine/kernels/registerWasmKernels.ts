import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { conv2dBackpropFilter, conv2dBackpropInput } from './conv2dGradients';
import { depthwiseConv2dBackpropFilter, depthwiseConv2dBackpropInput } from './depthwiseConv2dGradients';
import { withExplicitPadding } from './explicitPadding';
import { batchMatMul } from './matrixMultiply';
import { maxPoolGrad } from './maxPoolGradient';
import { reduceLeadingAxes } from './reduceLeadingAxes';
import { sharedCast, sharedIdentity } from './sharedCopies';
import { unsortedSegmentSum } from './unsortedSegmentSum';
import { stockKernel, wasmKernel } from './wasmKernel';

let registered = false;

/**
 * Gives tfjs's WASM backend the kernels it lacks for training (gradients of Conv2D's filter, of
 * depthwise convolution and of gather), right ones for those it has wrong (MaxPoolGrad, Conv2D with `same` padding), and quicker ones for what
 * dominates a step. Call it before the backend is used; calling it again does nothing.
 */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  tf.registerKernel(wasmKernel(tf.Conv2DBackpropFilter, conv2dBackpropFilter));
  tf.registerKernel(wasmKernel(tf.DepthwiseConv2dNativeBackpropInput, depthwiseConv2dBackpropInput));
  tf.registerKernel(wasmKernel(tf.DepthwiseConv2dNativeBackpropFilter, depthwiseConv2dBackpropFilter));
  tf.registerKernel(wasmKernel(tf.UnsortedSegmentSum, unsortedSegmentSum));
  replace(tf.MaxPoolGrad, () => maxPoolGrad);
  replace(tf.Conv2DBackpropInput, () => conv2dBackpropInput);
  replace(tf.Conv2D, withExplicitPadding);
  replace(tf.FusedConv2D, withExplicitPadding);
  replace(tf.Identity, sharedIdentity);
  replace(tf.Cast, sharedCast);
  replace(tf.BatchMatMul, batchMatMul);
  replace(tf.Sum, (stock: Parameters<typeof reduceLeadingAxes>[0]) => reduceLeadingAxes(stock, 'sum'));
  replace(tf.Mean, (stock: Parameters<typeof reduceLeadingAxes>[0]) => reduceLeadingAxes(stock, 'mean'));
}

/** Keeps the stock kernel's set-up, which a wrapped stock function still needs. */
function replace<Kernel>(kernelName: string, around: (stock: Kernel) => Kernel): void {
  const stock = stockKernel(kernelName);
  tf.unregisterKernel(kernelName, 'wasm');
  const kernelFunc = around(stock.kernelFunc as unknown as Kernel) as unknown as tf.KernelFunc;
  tf.registerKernel({ ...stock, kernelFunc });
}
