/** The weights of a layer as pictures: what its filters are, what they were, and what they look for. */

/** The weights now, as the seed drew them, or how far they went from there. */
export type FilterMoment = 'now' | 'before' | 'difference';

/** Filters as tiles of a view. */
export interface FilterContent {
  readonly kind: 'filters';
  readonly layerId: string;
  /** Counted from 0; `null` shows the three at once in colour, where there are three. */
  readonly inputChannel: number | null;
  /** Which kernel of a layer that has several, counted from 0; the first where left out. */
  readonly part?: number;
  /** Counted from 0: shows all input channels of this filter, one a tile, instead of all filters. */
  readonly filter?: number;
  /** `now` and `before` have one colour scale together; left out, it is `now` on its own scale. */
  readonly moment?: FilterMoment;
}

/** A kernel of a layer, in the form of a Conv2D's: each filter reads `inputs` planes of `height` × `width` weights. */
export interface FilterPart {
  /** `null` where the layer has only one. */
  readonly name: string | null;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly filters: number;
}

export interface FilterChangesQuery {
  readonly layerId: string;
  readonly part: number;
}

export interface FilterChanges {
  readonly parts: readonly FilterPart[];
  /** What the weights before were drawn from. */
  readonly seed: number;
  /**
   * ‖now − before‖ / ‖before‖ of each filter; not finite where the filter began as 0. `null` for a kernel too large for
   * its first weights to be drawn again.
   */
  readonly changes: Float32Array<ArrayBuffer> | null;
}

export interface FilterWeightsQuery {
  readonly layerId: string;
  readonly part: number;
  /** Counted from 0. */
  readonly filter: number;
}

/** The weights of one filter, [height, width, inputs], row-major. */
export interface FilterWeights {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly now: Float32Array<ArrayBuffer>;
  /** As the seed drew them; `null` for a kernel too large for that. */
  readonly before: Float32Array<ArrayBuffer> | null;
}

export interface FilterHistoryQuery {
  readonly layerId: string;
  readonly part: number;
  /** Counted from 0. */
  readonly filter: number;
}

/** A filter after an epoch. */
export interface FilterEpoch {
  /** Counted since the weights were drawn: 0 is as drawn, `null` as they are now. */
  readonly epoch: number | null;
  /** Of the filter asked for: [height, width, inputs], row-major. */
  readonly values: Float32Array<ArrayBuffer>;
  /** ‖then − drawn‖ / ‖drawn‖ of every filter; not finite where the filter was drawn as 0. */
  readonly changes: Float32Array<ArrayBuffer>;
}

/** How a filter went from the weights drawn to those of now. */
export interface FilterHistory {
  readonly parts: readonly FilterPart[];
  /** In order of time; `null` for a kernel too large to be kept. */
  readonly epochs: readonly FilterEpoch[] | null;
}
