/** What the network makes of every image of a part of the data set, with its weights of now. */
import type { SplitName } from '../protocol';

export interface ImagePredictionsQuery {
  readonly split: SplitName;
}

export interface ImagePredictions {
  readonly classNames: readonly string[];
  /** Of the images, in the order of the other lists. */
  readonly ids: readonly number[];
  /** True classes. */
  readonly labels: readonly number[];
  /** [images, classes], row-major. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

export interface EmbeddingQuery {
  readonly split: SplitName;
  /** At most so many images, spread evenly over the part. */
  readonly most: number;
}

/** The images as points: the activations of the layer before the last, by their first two principal components. */
export interface Embedding {
  /** Label of the layer whose activations were taken. */
  readonly layerId: string;
  readonly ids: readonly number[];
  readonly labels: readonly number[];
  /** Likeliest classes. */
  readonly predicted: readonly number[];
  /** [images, 2], row-major. */
  readonly points: Float32Array<ArrayBuffer>;
  /** Share of the variance along each of the two. */
  readonly explained: readonly [number, number];
}
