/**
 * Canvases that the engine draws on. The page makes the canvas and says what it shows; the engine owns it from then on.
 */
import type { ViewContent, ViewSettings } from '../engine/protocol';
import type { TileInfo, TileValues } from '../engine/protocol/tiles';
import { engine, reportFailure } from './engine';

/** One open view. Its canvas cannot be used again after `close`. */
export interface EngineView {
  update(settings: ViewSettings): void;
  /** The exact numbers of a tile as last drawn; `null` when nothing was drawn yet. */
  tileValues(tile: number): Promise<TileValues | null>;
  close(): void;
}

let lastView = 0;

/** Hands `canvas` to the engine, which draws into it at every refresh until the view is closed. */
export function openEngineView(canvas: HTMLCanvasElement, settings: ViewSettings): EngineView {
  lastView += 1;
  const id = `view ${lastView}`;
  const failed = reportFailure('Drawing a view');
  void engine().openView(id, canvas.transferControlToOffscreen(), settings).catch(failed);
  return {
    update: (next) => void engine().updateView(id, next).catch(failed),
    tileValues: (tile) => engine().tileValues(id, tile),
    close: () => void engine().closeView(id).catch(failed),
  };
}

/** What a layer has to show; `null` while the network is not built or lacks the layer. */
export function loadTileInfo(content: ViewContent): Promise<TileInfo | null> {
  return engine().tileInfo(content);
}
