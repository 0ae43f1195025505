/** What views are made of. */

/** What a layer has to show, so that the page can lay out tiles before the first drawing. */
export interface TileInfo {
  readonly tiles: number;
  /** Cells of one tile. */
  readonly height: number;
  readonly width: number;
  readonly inputChannels: number;
}

/** The exact numbers behind one tile as last drawn, row-major; `channels` 3 for colour tiles. */
export interface TileValues {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array<ArrayBuffer>;
  /** For `poolingWinners`: in how many windows each cell wins. */
  readonly wins: Float32Array<ArrayBuffer> | null;
}
