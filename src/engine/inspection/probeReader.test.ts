import { describe, expect, it } from 'vitest';
import { Dataset } from '../data/dataset';
import { ImageRejection, type DecodedImage, type Decoder, type ImageSource } from '../data/imageSource';
import type { InputFormat } from '../protocol';
import { ProbeReader } from './probeReader';

/** Fills a picture with the first byte of its file, which is also how many milliseconds that takes; fails once `gone`. */
class SlowDecoder implements Decoder {
  readonly concurrency = 1;
  gone = false;

  async decode(source: ImageSource, format: InputFormat, previewSide: number): Promise<DecodedImage> {
    if (source.kind !== 'file') throw new Error('not used here');
    const value = new Uint8Array(await source.blob.arrayBuffer())[0] ?? 0;
    await new Promise((resolve) => setTimeout(resolve, value));
    if (this.gone) throw new ImageRejection('the file cannot be opened.');
    const bytes = new Uint8Array(format.height * format.width * format.channels).fill(value);
    const preview = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
    return { bytes, preview: previewSide === 0 ? null : preview };
  }

  dispose(): void {
    this.gone = true;
  }
}

const file = (value: number): File => new File([Uint8Array.of(value)], `${value}.png`);

async function make() {
  const decoder = new SlowDecoder();
  const dataset = new Dataset(decoder, () => undefined);
  await dataset.setInputFormat({ height: 2, width: 2, channels: 1 });
  await dataset.importImages([1, 2, 3].map((value) => ({ file: file(value), path: `cat/${value}.png` })));
  const delivered: (readonly number[] | null)[] = [];
  const reader = new ProbeReader(dataset, (bytes) => delivered.push(bytes === null ? null : [...bytes]));
  return { decoder, dataset, reader, delivered };
}

describe('ProbeReader', () => {
  it('delivers last what was chosen last, however long the file before it takes', async () => {
    const { reader, delivered } = await make();
    const slow = reader.choose({ kind: 'file', file: file(40) });
    const quick = reader.choose({ kind: 'dataset', imageId: 1 });
    expect((await slow)?.label).toBe('40.png');
    expect((await quick)?.label).toBe('cat/2.png');
    expect(delivered.at(-1)).toEqual([2, 2, 2, 2]);
  });

  it('keeps a picture of the data set while it is there, and takes the first when it is not', async () => {
    const { dataset, reader, delivered } = await make();
    await reader.choose({ kind: 'dataset', imageId: 2 });
    dataset.setSplit({ kind: 'pooled', validationFraction: 0.5 }, 3);
    await reader.reread();
    expect(delivered.at(-1)).toEqual([3, 3, 3, 3]);
    await dataset.clear();
    await reader.reread();
    expect(delivered.at(-1)).toBeNull();
    await dataset.importImages([7, 8, 9].map((value) => ({ file: file(value), path: `dog/${value}.png` })));
    await reader.reread();
    expect(delivered.at(-1)).toEqual([7, 7, 7, 7]);
  });

  it('keeps a file that is gone, at another size too', async () => {
    const { decoder, dataset, reader, delivered } = await make();
    await reader.choose({ kind: 'file', file: file(5) });
    decoder.gone = true;
    await reader.reread();
    expect(delivered.at(-1)).toEqual([5, 5, 5, 5]);
    await dataset.setInputFormat({ height: 1, width: 3, channels: 1 });
    await reader.reread();
    expect(delivered.at(-1)).toEqual([5, 5, 5]);
    await expect(reader.choose({ kind: 'file', file: file(6) })).rejects.toMatchObject({ code: 'bad-image' });
    await reader.reread();
    expect(delivered.at(-1)).toEqual([5, 5, 5]);
  });
});
