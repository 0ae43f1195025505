import type { InputFormat } from '../../protocol';
import { PixelStore, type PictureStore } from '../pixelStore';
import { convertPixels } from '../tiles';
import { digitFormat } from './digitImages';

/** LeNet-5's paper puts the digit, 28 × 28, in the middle of a field of this side, so that strokes near its edge are seen whole. */
const fieldSide = 32;
const fieldFormat: InputFormat = { height: fieldSide, width: fieldSide, channels: 1 };

/**
 * Digits as they are, 784 bytes each, made into the network's input whenever they are asked for: at 224 × 224 in colour
 * 12,000 of them would take 1.8 GB, and resampling one takes less than any network takes to see it.
 */
export class DigitStore implements PictureStore {
  constructor(
    readonly format: InputFormat,
    private readonly originals = new PixelStore(digitFormat),
  ) {}

  get allocatedBytes(): number {
    return this.originals.allocatedBytes;
  }

  /** Takes a digit of 28 × 28. */
  add(bytes: Uint8Array): void {
    this.originals.add(bytes);
  }

  at(index: number): Uint8Array<ArrayBuffer> {
    return fitDigit(this.originals.at(index), this.format);
  }

  refit(format: InputFormat): DigitStore {
    return new DigitStore(format, this.originals);
  }
}

/**
 * A digit as the network's input. From 32 × 32 on it is LeNet-5's field that is resampled (at 32 × 32 pixel for pixel
 * the paper's input), below that the bare digit (at 28 × 28 as MNIST has it).
 */
export function fitDigit(digit: Uint8Array<ArrayBuffer>, format: InputFormat): Uint8Array<ArrayBuffer> {
  return Math.min(format.height, format.width) < fieldSide
    ? convertPixels(digit, digitFormat, format)
    : convertPixels(inField(digit), fieldFormat, format);
}

/** [28, 28, 1] in the middle of black [32, 32, 1]. */
function inField(digit: Uint8Array): Uint8Array<ArrayBuffer> {
  const { height, width } = digitFormat;
  const field = new Uint8Array(fieldSide * fieldSide);
  const top = (fieldSide - height) / 2;
  const left = (fieldSide - width) / 2;
  for (let y = 0; y < height; y++)
    field.set(digit.subarray(y * width, (y + 1) * width), (top + y) * fieldSide + left);
  return field;
}
