import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { wasmInNode } from '../kernels/verification/wasmInNode';
import { describeRegisteredLayersOn } from './layersSuite';

describeRegisteredLayersOn('cpu', () => undefined);
describeRegisteredLayersOn('wasm', () => {
  wasmInNode();
  registerWasmKernels();
});
