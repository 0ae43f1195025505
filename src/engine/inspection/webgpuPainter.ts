/** Draws a tile grid from its tensors' GPU buffers: nothing is read back. */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { EngineError } from '../failure';
import type { ViewSettings } from '../protocol';
import { FAINT } from './canvasPainter';
import type { Painter } from './painter';
import { palettes } from '../protocol/palette';
import type { TileGrid } from './tileGrid';

const scales = { diverging: 0, signedColour: 1, colour: 2 } as const;

const shader = /* wgsl */ `
struct Uniforms {
  stops: array<vec4f, 5>,
  ground: vec4f,
  tile: vec2u, columns: u32, gap: u32,
  cells: vec2u, tiles: u32, channels: u32,
  first: u32, last: u32, scale: u32, ranges: u32,
  hasWins: u32, faint: f32, ordered: u32,
}
@group(0) @binding(0) var<uniform> u: Uniforms;
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> ranges: array<f32>;
@group(0) @binding(3) var<storage, read> wins: array<f32>;
@group(0) @binding(4) var<storage, read> order: array<u32>;

@vertex fn vertex(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  // One triangle that covers the canvas.
  return vec4f(f32((index << 1u) & 2u) * 2.0 - 1.0, f32(index & 2u) * 2.0 - 1.0, 0.0, 1.0);
}

fn diverging(value: f32) -> vec3f {
  let place = (clamp(value, -1.0, 1.0) + 1.0) * 2.0;
  let index = min(3u, u32(place));
  return mix(u.stops[index].rgb, u.stops[index + 1u].rgb, place - f32(index));
}

@fragment fn fragment(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let pixel = vec2u(position.xy);
  let pitch = u.tile + vec2u(u.gap);
  let slot = pixel / pitch;
  let inside = pixel % pitch;
  let place = u.first + slot.y * u.columns + slot.x;
  if (slot.x >= u.columns || place >= u.last || any(inside >= u.tile)) { return u.ground; }
  var tile = place;
  if (u.ordered == 1u) { tile = order[place]; }
  if (tile >= u.tiles) { return u.ground; }
  let cell = inside * u.cells / u.tile;
  let index = (cell.y * u.cells.x + cell.x) * u.tiles + tile;
  let range = ranges[select(0u, tile, u.ranges > 1u)];
  let inverse = select(0.0, 1.0 / range, range > 0.0);
  var colour: vec3f;
  if (u.scale == 0u) {
    colour = diverging(values[index * u.channels] * inverse);
  } else {
    let value = vec3f(values[index * 3u], values[index * 3u + 1u], values[index * 3u + 2u]);
    colour = select(value, vec3f(0.5) + value * inverse * 0.5, u.scale == 1u);
  }
  if (u.hasWins == 1u && wins[index] == 0.0) { colour = mix(u.ground.rgb, colour, u.faint); }
  return vec4f(clamp(colour, vec3f(0.0), vec3f(1.0)), 1.0);
}`;

const UNIFORM_BYTES = 160;
/** One pipeline a device; canvases of the same device share it. */
const pipelines = new WeakMap<GPUDevice, GPURenderPipeline>();

export class WebgpuPainter implements Painter {
  private readonly context: GPUCanvasContext;
  private readonly uniforms: GPUBuffer;
  /** The order of the tiles as last drawn, at least one number long. */
  private order: {
    readonly of: readonly number[] | undefined;
    readonly tiles: number;
    readonly buffer: GPUBuffer;
  } | null = null;

  constructor(
    private readonly canvas: OffscreenCanvas,
    private readonly device: GPUDevice,
  ) {
    const context = canvas.getContext('webgpu');
    if (context === null) throw new EngineError('internal', 'The browser gave no WebGPU context for a view.');
    this.context = context;
    context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat(), alphaMode: 'opaque' });
    this.uniforms = device.createBuffer({
      size: UNIFORM_BYTES,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
  }

  async paint(grid: TileGrid, settings: ViewSettings): Promise<void> {
    const { layout } = settings;
    if (this.canvas.width !== layout.canvasWidth) this.canvas.width = layout.canvasWidth;
    if (this.canvas.height !== layout.canvasHeight) this.canvas.height = layout.canvasHeight;
    this.device.queue.writeBuffer(this.uniforms, 0, packUniforms(grid, settings));
    const buffers = [grid.values, grid.ranges, grid.wins ?? grid.ranges].map((tensor) => gpuBuffer(tensor));
    const pipeline = pipelineOf(this.device);
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginRenderPass({
      colorAttachments: [
        { view: this.context.getCurrentTexture().createView(), loadOp: 'clear', storeOp: 'store' },
      ],
    });
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      this.device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [
          this.uniforms,
          ...buffers.map((each) => each.buffer),
          this.orderBuffer(settings.order, grid.values.shape[2]),
        ].map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    pass.draw(3);
    pass.end();
    this.device.queue.submit([encoder.finish()]);
    // tfjs may hand the copies out again at once: the queue keeps the order.
    for (const { tensor } of buffers) tensor.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.context.unconfigure();
    this.uniforms.destroy();
    this.order?.buffer.destroy();
  }

  /** One number a place, `tiles` where it stays empty; made anew only when the order is another. */
  private orderBuffer(order: readonly number[] | undefined, tiles: number): GPUBuffer {
    if (this.order?.of === order && this.order?.tiles === tiles) return this.order.buffer;
    const places = order === undefined ? [0] : Array.from({ length: tiles }, (_, at) => order[at] ?? tiles);
    const buffer = this.device.createBuffer({
      size: 4 * places.length,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    this.device.queue.writeBuffer(buffer, 0, Uint32Array.from(places));
    this.order?.buffer.destroy();
    this.order = { of: order, tiles, buffer };
    return buffer;
  }
}

/** A copy of the tensor in a buffer of its own (`dataToGPU` waits for nothing); disposing `tensor` gives it back. */
function gpuBuffer(source: tf.Tensor): { buffer: GPUBuffer; tensor: tf.Tensor } {
  // A tensor made from numbers goes to the GPU at its first use, which this may be.
  (tf.backend() as WebGPUBackend).uploadToGPU(source.dataId);
  const { buffer, tensorRef } = source.dataToGPU();
  if (buffer === undefined)
    throw new EngineError('internal', 'The WebGPU backend gave no buffer for a tensor.');
  return { buffer, tensor: tensorRef };
}

function pipelineOf(device: GPUDevice): GPURenderPipeline {
  const known = pipelines.get(device);
  if (known !== undefined) return known;
  const module = device.createShaderModule({ code: shader, label: 'tile grid' });
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module },
    fragment: { module, targets: [{ format: navigator.gpu.getPreferredCanvasFormat() }] },
  });
  pipelines.set(device, pipeline);
  return pipeline;
}

function packUniforms(grid: TileGrid, { layout, theme, order }: ViewSettings): ArrayBuffer {
  const bytes = new ArrayBuffer(UNIFORM_BYTES);
  const floats = new Float32Array(bytes);
  const integers = new Uint32Array(bytes);
  const { stops, ground } = palettes[theme];
  [...stops, ground].forEach((colour, index) => {
    floats.set([...colour.map((channel) => channel / 255), 1], index * 4);
  });
  const [height, width, tiles, channels] = grid.values.shape;
  integers.set(
    [
      ...[layout.tileWidth, layout.tileHeight, layout.columns, layout.gap],
      ...[width, height, tiles, channels],
      ...[layout.first, Math.min(tiles, layout.first + layout.count), scales[grid.scale], grid.ranges.size],
      ...[grid.wins === null ? 0 : 1],
    ],
    24,
  );
  floats[37] = FAINT;
  integers[38] = order === undefined ? 0 : 1;
  return bytes;
}
