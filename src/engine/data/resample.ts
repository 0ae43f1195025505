/**
 * Makes a picture smaller or larger with the triangle filter, widened when shrinking so that nothing is skipped
 * (anti-aliasing). Bit for bit what Pillow's `Image.resize(size, BILINEAR)` computes (`Resample.c`, 8 bits per
 * channel: fixed-point weights, horizontal pass first, rounded to 8 bits between the passes); TensorFlow's
 * `tf.image.resize(antialias=True)` is the same filter in floating point.
 */

/** Fraction bits of a weight: 32 minus 8 for the pixel minus 2 for head room, as in Pillow. */
const precisionBits = 22;
const half = 1 << (precisionBits - 1);

/** For each output cell: the first input cell it reads, and `size` weights from there. */
interface Kernel {
  readonly size: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** [output cells, size] */
  readonly weights: Int32Array;
}

/** Resizes [height, width, channels] to [outHeight, outWidth, channels]. */
export function resample(
  source: Uint8Array | Uint8ClampedArray,
  height: number,
  width: number,
  channels: 1 | 3,
  outHeight: number,
  outWidth: number,
): Uint8Array<ArrayBuffer> {
  const resampler = new Resampler(height, width, channels, outHeight, outWidth);
  resampler.addRows(source, height);
  return resampler.finish();
}

/**
 * The same, fed with a few rows at a time, so that a large photo never lies in memory as a whole. Call `addRows`
 * from top to bottom, then `finish`.
 */
export class Resampler {
  readonly #columns: Kernel;
  /** [height, outWidth, channels]: the picture after the horizontal pass. */
  readonly #narrow: Uint8Array<ArrayBuffer>;
  #rows = 0;

  constructor(
    private readonly height: number,
    private readonly width: number,
    private readonly channels: 1 | 3,
    private readonly outHeight: number,
    private readonly outWidth: number,
  ) {
    this.#columns = triangleKernel(width, outWidth);
    this.#narrow = new Uint8Array(height * outWidth * channels);
  }

  /** `source` holds `rows` rows of [width, channels]. */
  addRows(source: Uint8Array | Uint8ClampedArray, rows: number): void {
    const { width, outWidth, channels } = this;
    const { size, first, count, weights } = this.#columns;
    let out = this.#rows * outWidth * channels;
    for (let y = 0; y < rows; y++) {
      const row = y * width * channels;
      for (let x = 0; x < outWidth; x++) {
        const start = row + (first[x] as number) * channels;
        const taps = count[x] as number;
        const base = x * size;
        if (channels === 1) {
          let sum = half;
          for (let k = 0; k < taps; k++) sum += (source[start + k] as number) * (weights[base + k] as number);
          this.#narrow[out++] = sum >> precisionBits;
          continue;
        }
        let red = half;
        let green = half;
        let blue = half;
        for (let k = 0, at = start; k < taps; k++, at += 3) {
          const weight = weights[base + k] as number;
          red += (source[at] as number) * weight;
          green += (source[at + 1] as number) * weight;
          blue += (source[at + 2] as number) * weight;
        }
        this.#narrow[out++] = red >> precisionBits;
        this.#narrow[out++] = green >> precisionBits;
        this.#narrow[out++] = blue >> precisionBits;
      }
    }
    this.#rows += rows;
  }

  /** The vertical pass; [outHeight, outWidth, channels]. */
  finish(): Uint8Array<ArrayBuffer> {
    const { height, outHeight } = this;
    if (this.#rows !== height) throw new RangeError(`${this.#rows} rows of ${height} were given`);
    const { size, first, count, weights } = triangleKernel(height, outHeight);
    const stride = this.outWidth * this.channels;
    const result = new Uint8Array(outHeight * stride);
    const sums = new Int32Array(stride);
    for (let y = 0; y < outHeight; y++) {
      sums.fill(half);
      const top = first[y] as number;
      for (let k = 0; k < (count[y] as number); k++) {
        const weight = weights[y * size + k] as number;
        const row = (top + k) * stride;
        for (let i = 0; i < stride; i++)
          sums[i] = (sums[i] as number) + (this.#narrow[row + i] as number) * weight;
      }
      for (let i = 0; i < stride; i++) result[y * stride + i] = (sums[i] as number) >> precisionBits;
    }
    return result;
  }
}

/** [pixels, 4] to [pixels, 3], laid over white: c·a + 255·(1 − a), rounded. */
export function overWhite(rgba: Uint8Array | Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] as number;
    const white = 255 * (255 - alpha);
    for (let c = 0; c < 3; c++) {
      const value = rgba[from + c] as number;
      rgb[to + c] = alpha === 255 ? value : Math.round((value * alpha + white) / 255);
    }
  }
  return rgb;
}

/** [pixels, 3] to [pixels, 1]: Rec. 601 luma in 16 fraction bits, as Pillow's `convert('L')`. */
export function luma(rgb: Uint8Array): Uint8Array<ArrayBuffer> {
  const grey = new Uint8Array(rgb.length / 3);
  for (let from = 0, to = 0; to < grey.length; from += 3, to++) {
    const sum =
      (rgb[from] as number) * 19595 + (rgb[from + 1] as number) * 38470 + (rgb[from + 2] as number) * 7471;
    grey[to] = (sum + 0x8000) >> 16;
  }
  return grey;
}

/** Weights 1 − |distance| / scale around each output cell's centre, made to add up to 1. */
function triangleKernel(inSize: number, outSize: number): Kernel {
  const scale = inSize / outSize;
  const support = Math.max(scale, 1);
  const size = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(outSize);
  const count = new Int32Array(outSize);
  const weights = new Int32Array(outSize * size);
  const exact = new Float64Array(size);
  for (let i = 0; i < outSize; i++) {
    const centre = (i + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - support + 0.5));
    const high = Math.min(inSize, Math.trunc(centre + support + 0.5));
    let sum = 0;
    for (let k = 0; k < high - low; k++) {
      const weight = Math.max(0, 1 - Math.abs((k + low - centre + 0.5) / support));
      exact[k] = weight;
      sum += weight;
    }
    for (let k = 0; k < high - low; k++) {
      weights[i * size + k] = Math.trunc(0.5 + ((exact[k] as number) / sum) * 2 ** precisionBits);
    }
    first[i] = low;
    count[i] = high - low;
  }
  return { size, first, count, weights };
}
