/**
 * WASM's memory ends at 4 GiB. tfjs does not look whether it was given any: what did not fit would be written to the
 * beginning of the heap, over the backend's own data.
 */
import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';

interface WasmHeap {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Makes the running WASM backend throw `out-of-memory` instead. What was computed before stays whole. */
export function refuseWhenFull(): void {
  const { wasm } = tf.backend() as unknown as { readonly wasm: WasmHeap };
  // Emscripten's first call puts the real function in its place.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0 && bytes > 0) {
      throw new EngineError(
        'out-of-memory',
        'WASM has no memory left: its 4 GiB are full. Make the batch, the images or the network smaller, or choose another backend.',
        { cause: `${String(bytes)} bytes were asked for` },
      );
    }
    return address;
  };
}
