/** Draws tile grids on one canvas. There is one painter per canvas, since a canvas keeps its first kind of context. */
import type { ViewSettings } from '../protocol';
import { CanvasPainter } from './canvasPainter';
import type { TileGrid } from './tileGrid';
import { WebgpuPainter } from './webgpuPainter';

export interface Painter {
  /** Resolves once drawing is under way; the grid may be disposed then. */
  paint(grid: TileGrid, settings: ViewSettings): Promise<void>;
  dispose(): void;
}

/** With a device, draws from the tensors' GPU buffers without reading them back; else reads them and draws in 2D. */
export function createPainter(canvas: OffscreenCanvas, device: GPUDevice | null): Painter {
  return device === null ? new CanvasPainter(canvas) : new WebgpuPainter(canvas, device);
}
