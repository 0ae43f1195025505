import { registerWasmKernels } from '../../kernels/registerWasmKernels';
import { wasmInNode } from '../../kernels/verification/wasmInNode';
import { describeOptimizersOn } from './optimizerSuite';

describeOptimizersOn('cpu', () => undefined);
describeOptimizersOn('wasm', () => {
  wasmInNode();
  registerWasmKernels();
});
