/** What the network makes of every image of a part of the data set, with its weights of now. */
import type { SplitName } from '../protocol';

export interface ImagePredictionsQuery {
  readonly split: SplitName;
}

export interface ImagePredictions {
  readonly split: SplitName;
  readonly classNames: readonly string[];
  /** Of the images, in the order of the other lists. */
  readonly ids: readonly number[];
  /** True classes. */
  readonly labels: readonly number[];
  /** [images, classes], row-major. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** Mean over the images, and the penalties on weights: what training minimises, without augmentation and dropout. */
  readonly loss: number;
}

/** How points in many dimensions become points in two. */
export type EmbeddingMethod = 'pca' | 'umap';

export interface EmbeddingQuery {
  readonly split: SplitName;
  /** At most so many images, spread evenly over the part; 0 asks for none, which ends a longer answer under way. */
  readonly most: number;
  readonly method: EmbeddingMethod;
  /** Of UMAP's chance: the same one gives the same layout. */
  readonly seed: number;
}

/** The images as points in the plane: near each other where the layer before the last makes nearly the same of them. */
export interface Embedding {
  /** Of the layer whose activations were taken. */
  readonly layerId: string;
  readonly method: EmbeddingMethod;
  readonly split: SplitName;
  readonly classNames: readonly string[];
  /** How many images the part has: the points are some of them. */
  readonly all: number;
  readonly ids: readonly number[];
  /** Their files' paths. */
  readonly paths: readonly string[];
  readonly labels: readonly number[];
  /** Likeliest classes. */
  readonly predicted: readonly number[];
  /** Their probabilities. */
  readonly confidences: Float32Array<ArrayBuffer>;
  /** [images, 2], row-major; the second axis points up. */
  readonly points: Float32Array<ArrayBuffer>;
  /** Shares of the variance along the two principal components; `null` for UMAP, whose axes mean nothing. */
  readonly explained: readonly [number, number] | null;
}
