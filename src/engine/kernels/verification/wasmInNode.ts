import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** Tells tfjs where its WASM binaries lie when it runs in Node. Call it before the backend is made. */
export function wasmInNode(): void {
  const binary = import.meta.resolve('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm');
  setWasmPaths(decodeURIComponent(new URL('.', binary).pathname));
}
