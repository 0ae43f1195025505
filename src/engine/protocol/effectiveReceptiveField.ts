/** How much each pixel of the picture bears on one unit. */

export interface EffectiveReceptiveFieldQuery {
  readonly layerId: string;
  /** Index of the map, or of the unit where the output is a vector. */
  readonly map: number;
  /** Of the cell; 0 where the output is a vector. */
  readonly row: number;
  readonly column: number;
}

/**
 * Σ over the colours of |∂ unit / ∂ pixel|, for the picture as it is (Luo et al., "Understanding the Effective Receptive
 * Field in Deep Convolutional Neural Networks", NIPS 2016, where it is averaged over random pictures). It lies within the
 * receptive field, mostly in its middle.
 */
export interface EffectiveReceptiveField {
  readonly height: number;
  readonly width: number;
  /** Of the picture, row-major. */
  readonly values: Float32Array<ArrayBuffer>;
}
