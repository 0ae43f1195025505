/** Draws a tile grid in 2D, for the backends whose values are (or must come) in ordinary memory. */
import { EngineError } from '../failure';
import type { ViewSettings } from '../protocol';
import type { Painter } from './painter';
import { colourOf, palettes } from '../protocol/palette';
import type { Rgb } from '../protocol/palette';
import type { TileGrid } from './tileGrid';

/** How strongly a cell that wins no window still shows. */
export const FAINT = 0.22;

export class CanvasPainter implements Painter {
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor(private readonly canvas: OffscreenCanvas) {
    const context = canvas.getContext('2d');
    if (context === null) throw new EngineError('internal', 'The browser gave no 2D context for a view.');
    this.context = context;
  }

  async paint(grid: TileGrid, settings: ViewSettings): Promise<void> {
    const { layout } = settings;
    const [height, width, tiles, channels] = grid.values.shape;
    const [values, ranges, wins] = await Promise.all([
      grid.values.data<'float32'>(),
      grid.ranges.data<'float32'>(),
      grid.wins?.data<'float32'>() ?? null,
    ]);
    if (this.canvas.width !== layout.canvasWidth) this.canvas.width = layout.canvasWidth;
    if (this.canvas.height !== layout.canvasHeight) this.canvas.height = layout.canvasHeight;
    const { ground } = palettes[settings.theme];
    this.context.fillStyle = `rgb(${ground.join(' ')})`;
    this.context.fillRect(0, 0, layout.canvasWidth, layout.canvasHeight);
    const colours = colourTable(settings.theme);
    const last = Math.min(tiles, layout.first + layout.count);
    const image = this.context.createImageData(layout.tileWidth, layout.tileHeight);
    const pixels = new Uint32Array(image.data.buffer);
    const cells = new Uint32Array(height * width);
    for (let place = layout.first; place < last; place++) {
      const tile = settings.order === undefined ? place : (settings.order[place] ?? tiles);
      if (tile >= tiles) continue;
      const range = (ranges.length === 1 ? ranges[0] : ranges[tile]) ?? 0;
      for (let cell = 0; cell < cells.length; cell++) {
        const at = (cell * tiles + tile) * channels;
        const faint = wins !== null && wins[cell * tiles + tile] === 0;
        cells[cell] = cellColour(grid.scale, values, at, range, colours, faint ? ground : null);
      }
      for (let y = 0; y < layout.tileHeight; y++) {
        const row = Math.floor((y * height) / layout.tileHeight) * width;
        for (let x = 0; x < layout.tileWidth; x++) {
          pixels[y * layout.tileWidth + x] = cells[
            row + Math.floor((x * width) / layout.tileWidth)
          ] as number;
        }
      }
      const slot = place - layout.first;
      this.context.putImageData(
        image,
        (slot % layout.columns) * (layout.tileWidth + layout.gap),
        Math.floor(slot / layout.columns) * (layout.tileHeight + layout.gap),
      );
    }
  }

  dispose(): void {
    // A smallest canvas frees its pixels at once; the element may live on for a while.
    this.canvas.width = 1;
    this.canvas.height = 1;
  }
}

/** 511 colours from -1 to 1, so that drawing looks them up. */
function colourTable(theme: ViewSettings['theme']): readonly Rgb[] {
  return Array.from({ length: 511 }, (_, index) => colourOf(palettes[theme], (index - 255) / 255));
}

/** One cell as a little-endian RGBA word. */
function cellColour(
  scale: TileGrid['scale'],
  values: Float32Array,
  at: number,
  range: number,
  colours: readonly Rgb[],
  faintOn: Rgb | null,
): number {
  let colour: Rgb;
  if (scale === 'diverging') {
    const share = range > 0 ? Math.min(1, Math.max(-1, (values[at] as number) / range)) : 0;
    colour = colours[Math.round(share * 255) + 255] ?? [0, 0, 0];
  } else {
    const channel = (index: number): number => {
      const value = values[at + index] as number;
      return 255 * (scale === 'colour' ? value : 0.5 + (range > 0 ? value / (2 * range) : 0));
    };
    colour = [channel(0), channel(1), channel(2)];
  }
  if (faintOn !== null) {
    colour = [fade(colour[0], faintOn[0]), fade(colour[1], faintOn[1]), fade(colour[2], faintOn[2])];
  }
  return ((255 << 24) | (byte(colour[2]) << 16) | (byte(colour[1]) << 8) | byte(colour[0])) >>> 0;
}

function fade(value: number, ground: number): number {
  return ground + (value - ground) * FAINT;
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
