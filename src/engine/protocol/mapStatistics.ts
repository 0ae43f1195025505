/** What can be said of each feature map in a few numbers. */

export interface MapStatisticsQuery {
  readonly layerId: string;
  /** A map to compare the others with, counted from 0; `null` compares none. */
  readonly similarTo: number | null;
}

/** About the probe. One number a map, in the order of the maps; each unit of a vector is a map of one cell. */
export interface MapStatistics {
  readonly maps: number;
  readonly min: Float32Array<ArrayBuffer>;
  readonly max: Float32Array<ArrayBuffer>;
  readonly mean: Float32Array<ArrayBuffer>;
  /** Mean of |a| over the cells. */
  readonly activation: Float32Array<ArrayBuffer>;
  /** Mean of (a − mean)² over the cells. */
  readonly variance: Float32Array<ArrayBuffer>;
  /**
   * Cosine of the angle between the cells of each map and those of `similarTo`: Σab / √(Σa² · Σb²), from −1 to 1, and 0
   * where one of them is 0 everywhere.
   */
  readonly similarity: Float32Array<ArrayBuffer> | null;
  /** As asked. */
  readonly similarTo: number | null;
}

export interface DeadMapsQuery {
  readonly layerId: string;
  /** At most so many pictures of the data set are looked at, evenly spread over it. */
  readonly images: number;
}

/** Which maps are 0 in every cell on a sample of the user's pictures. */
export interface DeadMaps {
  /** Pictures looked at. */
  readonly images: number;
  /** On how many of them each map is 0 in every cell. */
  readonly deadOn: readonly number[];
}

/** Whether a map is dead on the probe: 0 in every cell, so that nothing of it comes through. */
export function isDead({ min, max }: Pick<MapStatistics, 'min' | 'max'>, map: number): boolean {
  return min[map] === 0 && max[map] === 0;
}
