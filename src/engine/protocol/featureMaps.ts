/** What a layer makes of the probe, in numbers. */

export interface FeatureMapsQuery {
  readonly layerId: string;
}

export interface FeatureMaps {
  /** Of the layer's output without the batch: `[height, width, channels]`, or `[units]`. */
  readonly shape: readonly number[];
  /** Row-major in that shape. The last layer answers with probabilities where it ends in softmax. */
  readonly values: Float32Array<ArrayBuffer>;
}
