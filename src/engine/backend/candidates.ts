/** Looks at what this browser offers, best first, without starting anything heavy. */
import { EngineError } from '../failure';
import type { BackendCandidate, BackendName } from '../protocol';

/** What WebGPU needs from an adapter: the same features and limits for probing and for the backend. */
export async function requestAdapter(): Promise<GPUAdapter> {
  if (!('gpu' in navigator)) {
    throw new EngineError('backend-unavailable', 'This browser has no WebGPU.');
  }
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new EngineError(
      'backend-unavailable',
      'The browser has WebGPU but found no graphics adapter it will use.',
    );
  }
  return adapter;
}

/** A name for people: "NVIDIA hopper", "SwiftShader Device (software renderer)". */
export function adapterName(info: GPUAdapterInfo): string {
  const name =
    info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'graphics adapter';
  return isSoftware(`${info.vendor} ${info.architecture} ${info.description}`)
    ? `${name} (software renderer)`
    : name;
}

/** Every backend with whether it can run here and what it is, in the order of preference. */
export async function findCandidates(threads: number): Promise<BackendCandidate[]> {
  return [
    await probe('webgpu', async () => adapterName((await requestAdapter()).info)),
    await probe('webgl', () => Promise.resolve(webglName())),
    await probe('wasm', () => Promise.resolve(wasmName(threads))),
    { name: 'cpu', available: true, detail: 'plain JavaScript, one thread; slow' },
  ];
}

async function probe(name: BackendName, describe: () => Promise<string>): Promise<BackendCandidate> {
  try {
    return { name, available: true, detail: await describe() };
  } catch (error) {
    return { name, available: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function webglName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new EngineError('backend-unavailable', 'This browser gives workers no WebGL 2.');
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    throw new EngineError('backend-unavailable', 'WebGL here cannot compute with 32-bit floats.');
  }
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return isSoftware(name) ? 'software renderer' : name;
}

function wasmName(threads: number): string {
  if (typeof WebAssembly === 'undefined') {
    throw new EngineError('backend-unavailable', 'This browser has no WebAssembly.');
  }
  return threads > 1 ? `WebAssembly, ${String(threads)} threads` : 'WebAssembly, one thread';
}

function isSoftware(name: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(name);
}
