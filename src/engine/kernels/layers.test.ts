import { registerWasmKernels } from './registerWasmKernels';
import { wasmInNode } from './verification/wasmInNode';
import { describeLayersOn } from './verification/layerSuite';

describeLayersOn('cpu', () => undefined);
describeLayersOn('wasm', () => {
  wasmInNode();
  registerWasmKernels();
});
