/**
 * The backend in use: starts one, listens for its failures and takes it down. Switching removes the old
 * backend altogether, so its memory goes with it; tensors must be disposed (and weights saved) before.
 */
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { EngineError } from '../failure';
import { registerWasmKernels } from '../kernels/registerWasmKernels';
import { registerLayers } from '../layers/registerLayers';
import { backendNames } from '../protocol';
import type { BackendCandidate, BackendChoice, BackendName, BackendReport, Fault } from '../protocol';
import { findCandidates, requestAdapter } from './candidates';
import { refuseWhenFull } from './wasmMemory';

const titles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
};

/** tfjs says only that a backend did not start, and why in the console. */
const startFailures: Readonly<Record<BackendName, string>> = {
  webgpu: 'The browser gave no working GPU device.',
  webgl: 'The browser gave no working WebGL context.',
  wasm: 'Its program could not be loaded: the connection failed, or something blocks .wasm files.',
  cpu: 'It did not start.',
};

/** The part of tfjs's BufferManager (buffer_manager.ts) that `trim` needs. */
interface ReusedBuffers {
  readonly freeBuffers: ReadonlyMap<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesAllocated: number;
}

export class Backend {
  private current: BackendReport | null = null;
  private device: GPUDevice | null = null;
  /**
   * Threads for WASM: half the cores and at most 4. tfjs takes no more, whatever is asked for (measured), and the
   * page keeps the rest and stays smooth.
   */
  private readonly threads = self.crossOriginIsolated
    ? Math.min(4, Math.max(1, Math.floor(navigator.hardwareConcurrency / 2)))
    : 1;

  /** `onFault` hears of uncaptured GPU errors and of a lost device. */
  constructor(private readonly onFault: (fault: Fault) => void) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plainWasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedWasmUrl,
    });
    setThreadsCount(this.threads);
    // The threaded build spends half its time waiting when it has one thread: take the plain SIMD one then.
    if (this.threads === 1) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    registerWasmKernels();
    registerLayers();
  }

  /** The running backend's report; throws `backend-unavailable` before the first `select`. */
  get report(): BackendReport {
    if (this.current === null)
      throw new EngineError('backend-unavailable', 'No backend has been started yet.');
    return this.current;
  }

  get started(): boolean {
    return this.current !== null;
  }

  /** The WebGPU device, for drawing from tensors' buffers; `null` on other backends. */
  get gpu(): GPUDevice | null {
    return this.device;
  }

  /** Whether its memory can be taken away while we run: a GPU's can. */
  get mayLoseMemory(): boolean {
    return this.current?.active === 'webgpu' || this.current?.active === 'webgl';
  }

  /** Bytes allocated on the GPU, buffers kept for reuse included; 0 where there is none. */
  get gpuBytes(): number {
    const { numBytesAllocatedInGPU, numBytesInGPU } = tf.memory() as {
      numBytesAllocatedInGPU?: number;
      numBytesInGPU?: number;
    };
    return numBytesAllocatedInGPU ?? numBytesInGPU ?? 0;
  }

  /**
   * Gives back the buffers that tfjs's WebGPU backend keeps for tensors of sizes seen before: another network has other
   * sizes, and nothing else ever frees them.
   */
  trim(): void {
    if (this.current?.active !== 'webgpu') return;
    const backend = tf.backend() as WebGPUBackend;
    // What is under way may still use them: it goes first.
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    // Private in tfjs's types and without a public way; the version is pinned.
    const manager = backend.bufferManager as unknown as ReusedBuffers;
    for (const buffers of manager.freeBuffers.values()) {
      for (const buffer of buffers) {
        manager.numBytesAllocated -= buffer.size;
        manager.numFreeBuffers--;
        buffer.destroy();
      }
      buffers.length = 0;
    }
  }

  /**
   * Starts the chosen backend, or with 'auto' the first that works. Every tensor of the old one must be disposed.
   * Throws `backend-unavailable` when the chosen one (or, with 'auto', every one) fails; the old one is gone then too.
   */
  async select(choice: BackendChoice): Promise<BackendReport> {
    const candidates = await findCandidates(this.threads);
    const failures = new Map<BackendName, string>();
    const wanted = choice === 'auto' ? backendNames : [choice];
    for (const name of wanted) {
      const candidate = candidates.find((each) => each.name === name);
      if (candidate?.available !== true) {
        failures.set(name, candidate?.detail ?? 'unknown');
        continue;
      }
      try {
        await this.start(name);
        this.current = report(name, choice, candidates, failures);
        return this.current;
      } catch (error) {
        failures.set(name, error instanceof Error ? error.message : String(error));
      }
    }
    const reasons = [...failures].map(([name, reason]) => `${titles[name]}: ${reason}`).join(' ');
    throw new EngineError('backend-unavailable', `No backend could be started. ${reasons}`);
  }

  private async start(name: BackendName): Promise<void> {
    this.stop();
    if (name === 'webgpu') {
      registerWebgpu(async () => {
        const adapter = await requestAdapter();
        const device = await adapter.requestDevice(deviceDescriptor(adapter));
        this.listen(device);
        return new WebGPUBackend(device, adapter.info);
      });
    }
    if (!(await tf.setBackend(name))) throw new Error(startFailures[name]);
    await tf.ready();
    if (name === 'webgl') this.listenToContext();
    if (name === 'wasm') refuseWhenFull();
  }

  /** Removes the running backend: its buffers, its threads, its kernels' caches. */
  private stop(): void {
    const active = this.current?.active;
    this.current = null;
    // There is one without an active backend where WebGPU failed after it had its device.
    const device = this.device;
    this.device = null;
    // The CPU backend holds nothing outside JavaScript and others fall back on it.
    if (active !== undefined && active !== 'cpu') {
      const factory = tf.findBackendFactory(active);
      tf.removeBackend(active);
      tf.registerBackend(active, factory, 1);
    }
    device?.destroy();
  }

  private listen(device: GPUDevice): void {
    this.device = device;
    device.addEventListener('uncapturederror', (event) => {
      const { error } = event;
      const outOfMemory = error instanceof GPUOutOfMemoryError;
      this.onFault({
        code: outOfMemory ? 'out-of-memory' : 'gpu-error',
        message: outOfMemory
          ? 'The GPU ran out of memory, so results since then are wrong. Make the batch, the images or the network smaller, or choose another backend.'
          : 'The GPU refused a computation, so results since then are wrong. Reset the weights and try again, or choose another backend.',
        detail: error.message,
      });
    });
    void device.lost.then((info) => {
      // A device we gave up ourselves is not news.
      if (this.device !== device) return;
      this.onFault({
        code: 'device-lost',
        message: 'The browser took the GPU away (a driver reset, too little memory, or the computer slept).',
        detail: `${info.reason}: ${info.message}`,
      });
    });
  }

  private listenToContext(): void {
    const backend = tf.backend() as unknown as {
      readonly gpgpu: { readonly gl: { readonly canvas: OffscreenCanvas } };
    };
    // tfjs keeps the context for the next time; the same listener twice is one.
    backend.gpgpu.gl.canvas.addEventListener('webglcontextlost', this.contextLost);
  }

  private readonly contextLost = (): void => {
    if (this.current?.active !== 'webgl') return;
    this.onFault({
      code: 'device-lost',
      message: 'The browser took the WebGL context away (a driver reset or too little memory).',
      detail: 'webglcontextlost',
    });
  };
}

/** In place of tfjs's own factory, which keeps the device to itself. */
function registerWebgpu(factory: () => Promise<WebGPUBackend>): void {
  // Its package has registered one, wherever the browser has WebGPU.
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', factory, 3);
}

/** What tfjs itself asks for (tfjs-backend-webgpu base.ts), so that its kernels find their limits. */
function deviceDescriptor(adapter: GPUAdapter): GPUDeviceDescriptor {
  const { limits } = adapter;
  return {
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  };
}

function report(
  active: BackendName,
  choice: BackendChoice,
  candidates: readonly BackendCandidate[],
  failures: ReadonlyMap<BackendName, string>,
): BackendReport {
  const detail = candidates.find((each) => each.name === active)?.detail ?? '';
  const parts = [`${titles[active]} runs (${detail})${choice === 'auto' ? '' : ', as you chose'}.`];
  for (const [name, reason] of failures) parts.push(`${titles[name]} does not: ${reason}`);
  if (active !== 'wasm' && active !== 'cpu' && detail.includes('software renderer')) {
    parts.push('It is computed by the processor here: WASM is likely faster.');
  }
  return {
    active,
    choice,
    reason: parts.join(' '),
    candidates: candidates.map((each) => {
      const failure = failures.get(each.name);
      return failure === undefined ? each : { ...each, available: false, detail: failure };
    }),
  };
}
