/** How far the maps of each layer change when the picture is moved. */

/** Pixels to the right and downwards; negative ones to the left and upwards. */
export type Shift = readonly [dx: number, dy: number];

export interface ShiftTestQuery {
  readonly shifts: readonly Shift[];
}

/**
 * Let x be the picture, x′ the same moved by (dx, dy), where each pixel that comes in from beyond the border repeats the
 * nearest one, and f a layer. ‖·‖ is the root of the sum of squares over all cells and maps.
 */
export interface LayerShift {
  readonly layerId: string;
  /** Pixels from one cell to the next along [height, width]; `null` where cells have no place in the picture (vectors). */
  readonly stride: readonly [number, number] | null;
  /**
   * ‖f(x′) − f(x)‖ / ‖f(x)‖, one a shift: 0 where the layer does not notice (invariance). `null` where f(x) is 0 everywhere and
   * f(x′) is not.
   */
  readonly change: readonly (number | null)[];
  /**
   * The same against the maps moved along: ‖f(x′)[r + dy/s, c + dx/s] − f(x)[r, c]‖ / ‖f(x)[r, c]‖ over the cells whose moved
   * place is in the map. 0 where the maps move with the picture (equivariance). `null` where the stride s does not divide
   * the shift, where the maps are moved out altogether and where cells have no place.
   */
  readonly movedChange: readonly (number | null)[];
}

export interface ShiftTest {
  readonly shifts: readonly Shift[];
  /** In the order of the network; without its input. */
  readonly layers: readonly LayerShift[];
}
