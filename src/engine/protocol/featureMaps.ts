/** What a layer makes of the probe, in numbers. */

export interface FeatureMapsQuery {
  readonly layerId: string;
  /** Only this one of maps [height, width, channels]; all where left out. */
  readonly map?: number;
}

export interface FeatureMaps {
  /** Of what is answered, without the batch: `[height, width, channels]`, `[height, width, 1]` or `[units]`. */
  readonly shape: readonly number[];
  /** Row-major in that shape. The last layer answers with probabilities where it ends in softmax. */
  readonly values: Float32Array<ArrayBuffer>;
}
