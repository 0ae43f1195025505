/**
 * Keras's Resizing and UpSampling2D, with half-pixel centres as TensorFlow resizes. Along each side a resized image is
 * a product with a small matrix, which makes the gradient right on every backend; tfjs's own gradients know no
 * half-pixel centres, and the CPU backend's are wrong.
 */
import * as tf from '@tensorflow/tfjs';
import { soleTensor } from './soleTensor';

type Interpolation = 'nearest' | 'bilinear';
type Size = readonly [height: number, width: number];

interface ResizingConfig {
  readonly height: number;
  readonly width: number;
  readonly interpolation?: Interpolation;
  readonly name?: string;
}

/** Resizes feature maps to `height` × `width`. */
export class Resizing extends tf.layers.Layer {
  static readonly className = 'Resizing';
  private readonly size: Size;
  private readonly interpolation: Interpolation;

  constructor(config: ResizingConfig) {
    super(config);
    this.size = [config.height, config.width];
    this.interpolation = config.interpolation ?? 'bilinear';
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch = null, , , channels = null] = inputShape as tf.Shape;
    return [batch, ...this.size, channels];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return resample(soleTensor(inputs), this.size, this.interpolation);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const [height, width] = this.size;
    return { ...super.getConfig(), height, width, interpolation: this.interpolation };
  }
}

interface UpSamplingConfig {
  /** Factors along height and width. */
  readonly size?: Size;
  readonly interpolation?: Interpolation;
  readonly name?: string;
}

/** Makes feature maps `size` times as high and wide. */
export class UpSampling2D extends tf.layers.Layer {
  static readonly className = 'UpSampling2D';
  private readonly size: Size;
  private readonly interpolation: Interpolation;

  constructor(config: UpSamplingConfig) {
    super(config);
    this.size = config.size ?? [2, 2];
    this.interpolation = config.interpolation ?? 'nearest';
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch = null, height, width, channels = null] = inputShape as tf.Shape;
    const times = (length: number | null | undefined, factor: number): number | null =>
      length == null ? null : length * factor;
    return [batch, times(height, this.size[0]), times(width, this.size[1]), channels];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = soleTensor<tf.Rank.R4>(inputs);
    const size = [x.shape[1] * this.size[0], x.shape[2] * this.size[1]] as const;
    return resample(x, size, this.interpolation);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: [...this.size], interpolation: this.interpolation };
  }
}

/** `[batch, height, width, channels]` to `size`: one product of two plain matrices a side, which backends are quickest at. */
function resample(x: tf.Tensor4D, [toHeight, toWidth]: Size, interpolation: Interpolation): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return tf.tidy(() => {
    const rowsFirst = tf.reshape(tf.transpose(x, [1, 0, 2, 3]), [height, batch * width * channels]);
    const higher = tf.matMul(interpolationMatrix(height, toHeight, interpolation), rowsFirst);
    const columnsFirst = tf.transpose(tf.reshape(higher, [toHeight, batch, width, channels]), [2, 0, 1, 3]);
    const wider = tf.matMul(
      interpolationMatrix(width, toWidth, interpolation),
      tf.reshape(columnsFirst, [width, toHeight * batch * channels]),
    );
    return tf.transpose(tf.reshape(wider, [toWidth, toHeight, batch, channels]), [2, 1, 0, 3]);
  });
}

/**
 * `[to, from]`: how much of each old cell a new one takes. The centre of new cell i lies at (i + ½) · from / to - ½ among
 * the old ones: nearest takes the cell it lies in, bilinear the two it lies between, at an edge the last one alone.
 */
function interpolationMatrix(from: number, to: number, interpolation: Interpolation): tf.Tensor2D {
  const weights = new Float32Array(to * from);
  const add = (row: number, cell: number, weight: number): void => {
    const place = row * from + Math.min(Math.max(cell, 0), from - 1);
    weights[place] = (weights[place] as number) + weight;
  };
  for (let row = 0; row < to; row++) {
    const end = ((2 * row + 1) * from) / (2 * to);
    if (interpolation === 'nearest') {
      add(row, Math.floor(end), 1);
    } else {
      const before = Math.floor(end - 0.5);
      const part = end - 0.5 - before;
      add(row, before, 1 - part);
      add(row, before + 1, part);
    }
  }
  return tf.tensor2d(weights, [to, from]);
}
