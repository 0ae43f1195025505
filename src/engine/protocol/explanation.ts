/** Why the network thinks what it thinks of the probe: which part of the picture speaks for a class. */

/** The class asked about: an index into the outputs, or `null` for the likeliest. */
interface ClassQuery {
  readonly classIndex: number | null;
}

/** What is told with every explanation. */
export interface Explained {
  readonly classIndex: number;
  readonly className: string;
  /** Of that class, for the picture as it is. */
  readonly probability: number;
}

export interface GradCamQuery extends ClassQuery {
  /** A layer whose output is [height, width, channels]. */
  readonly layerId: string;
}

/**
 * Grad-CAM (Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391): `ReLU(Σ_k α_k·A_k)` of the layer's maps A, where α_k
 * is the mean over map k of the gradient of the class's score before softmax.
 */
export interface GradCam extends Explained {
  readonly layerId: string;
  readonly height: number;
  readonly width: number;
  /** Row-major, 0 or above. */
  readonly values: Float32Array<ArrayBuffer>;
  /** α_k. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * Gradient × input (Shrikumar et al. 2016, https://arxiv.org/abs/1605.01713) of the class's score before softmax, summed
 * over the colour channels: above 0 where the pixel, as it is, speaks for the class.
 */
export interface Saliency extends Explained {
  readonly height: number;
  readonly width: number;
  /** Row-major. */
  readonly values: Float32Array<ArrayBuffer>;
}

export interface OcclusionQuery extends ClassQuery {
  /** Side of the square that hides a part of the picture, in pixels; a sixth of the shorter side where left out. */
  readonly windowPx?: number;
  /** How far it moves at a time; half of it where left out. */
  readonly stridePx?: number;
}

/**
 * Occlusion (Zeiler & Fergus 2014, https://arxiv.org/abs/1311.2901): how much the class's probability falls when a grey
 * square (0.5) hides that part of the picture. Below 0 where hiding helps.
 */
export interface Occlusion extends Explained {
  readonly windowPx: number;
  /** First pixel row of each row of squares, and first pixel column of each column. */
  readonly tops: readonly number[];
  readonly lefts: readonly number[];
  /** Row-major over the squares: `probability - probability with the square`. */
  readonly values: Float32Array<ArrayBuffer>;
}

export type SaliencyQuery = ClassQuery;
