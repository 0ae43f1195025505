import { describe, expect, it } from 'vitest';
import type { ImportProgress, InputFormat } from '../protocol';
import { Dataset } from './dataset';
import { drawSample } from './drawSample';
import { ImageRejection, type DecodedImage, type Decoder, type ImageSource } from './imageSource';

/** Fills a picture with the first byte of its file; `bad` files are refused, `gone` ones once `lost` is set. */
class FillDecoder implements Decoder {
  readonly concurrency = 2;
  lost = false;
  decoded = 0;
  delayMs = 0;

  async decode(source: ImageSource, format: InputFormat, previewSide: number): Promise<DecodedImage> {
    if (source.kind === 'drawn') return { bytes: drawSample(source, format), preview: null };
    if (source.kind === 'zipEntry') throw new Error('not used here');
    const value = new Uint8Array(await source.blob.arrayBuffer())[0] ?? 0;
    // Later files answer sooner.
    await new Promise((resolve) => setTimeout(resolve, this.delayMs + (value % 3)));
    if (value === 0) throw new ImageRejection('this is not a picture.');
    if (this.lost && value >= 100) throw new ImageRejection('the file cannot be opened.');
    this.decoded++;
    const bytes = new Uint8Array(format.height * format.width * format.channels).fill(value);
    const preview = { width: 1, height: 1, rgba: new Uint8ClampedArray([value, value, value, 255]) };
    return { bytes, preview: previewSide === 0 ? null : preview };
  }

  dispose(): void {
    this.decoded = 0;
  }
}

const photo = (path: string, value: number, lastModified = 1): { file: File; path: string } => ({
  path,
  file: new File([Uint8Array.of(value)], path.split('/').at(-1) as string, { lastModified }),
});
const pets = [
  photo('dog/1.jpg', 5),
  photo('cat/1.jpg', 4),
  photo('cat/2.jpg', 3),
  photo('dog/2.jpg', 102),
  photo('cat/3.jpg', 101),
];
const small: InputFormat = { height: 4, width: 4, channels: 3 };

function make(): { dataset: Dataset; decoder: FillDecoder; progress: ImportProgress[] } {
  const decoder = new FillDecoder();
  const progress: ImportProgress[] = [];
  return { dataset: new Dataset(decoder, (one) => progress.push(one)), decoder, progress };
}

describe('importing', () => {
  it('numbers pictures as they were given, and classes by name', async () => {
    const { dataset, progress } = make();
    const summary = await dataset.importImages([
      ...pets,
      photo('cat/notes.txt', 0),
      photo('cat/.DS_Store', 0),
    ]);
    expect(summary.images).toBe(5);
    expect(summary.source).toBe('files');
    expect(summary.classes.map(({ name, count }) => [name, count])).toEqual([
      ['cat', 3],
      ['dog', 2],
    ]);
    expect(summary.rejected).toEqual([{ path: 'cat/notes.txt', reason: 'this is not a picture.' }]);
    expect([0, 1, 2, 3, 4].map((id) => [dataset.label(id), dataset.pixels(id)[0]])).toEqual([
      [1, 5],
      [0, 4],
      [0, 3],
      [1, 102],
      [0, 101],
    ]);
    expect(progress.at(-1)).toEqual({ done: 6, total: 6, rejected: 1, active: false });
  });

  it('adds to what is there, and rejects the same file', async () => {
    const { dataset } = make();
    await dataset.importImages(pets);
    const summary = await dataset.importImages([
      photo('cat/1.jpg', 4),
      photo('cat/1.jpg', 4, 2),
      photo('owl/1.jpg', 9),
      photo('owl/1.jpg', 9),
    ]);
    expect(summary.images).toBe(7);
    expect(summary.rejected).toEqual([
      { path: 'cat/1.jpg', reason: 'this file is already in the data set.' },
      { path: 'owl/1.jpg', reason: 'this file is already in the data set.' },
    ]);
    expect(dataset.classNames).toEqual(['cat', 'dog', 'owl']);
  });

  it('is one at a time, and keeps what was read when cancelled', async () => {
    const { dataset, decoder, progress } = make();
    decoder.delayMs = 5;
    const many = Array.from({ length: 200 }, (_, i) => photo(`owl/${i}.jpg`, 1 + (i % 90)));
    const importing = dataset.importImages(many);
    const late = dataset.importImages(pets);
    while (decoder.decoded < 20) await new Promise((resolve) => setTimeout(resolve, 1));
    await dataset.cancelImport();
    const { images } = await importing;
    expect(images).toBeGreaterThan(0);
    expect(images).toBeLessThan(200);
    expect(progress.at(-1)?.active).toBe(false);
    // Cancelling is meant for what waits as well.
    expect((await late).images).toBe(images);
    expect((await dataset.importImages(pets)).images).toBe(images + pets.length);
  });

  it('takes in what is added while other pictures are read, in turn', async () => {
    const { dataset, decoder } = make();
    decoder.delayMs = 2;
    const many = Array.from({ length: 20 }, (_, i) => photo(`owl/${i}.jpg`, 1 + i));
    const resized = dataset.setInputFormat({ height: 4, width: 4, channels: 3 });
    const [first, second] = await Promise.all([dataset.importImages(many), dataset.importImages(pets)]);
    await resized;
    expect(first.images).toBe(20);
    expect(second.images).toBe(20 + pets.length);
    expect(dataset.format.height).toBe(4);
  });

  it('leaves pictures without a class to the user', async () => {
    const { dataset } = make();
    const { unlabelled } = await dataset.importImages([
      photo('IMG_1.jpg', 1),
      photo('IMG_2.jpg', 2),
      photo('cat.3.jpg', 3),
    ]);
    expect(unlabelled.map(({ path }) => path)).toEqual(['IMG_1.jpg', 'IMG_2.jpg']);
    expect([...dataset.indices('train'), ...dataset.indices('validation')]).toEqual([2]);
    const summary = dataset.assignClass([0, 1], ' dog ');
    expect(summary.unlabelled).toEqual([]);
    expect(dataset.label(0)).toBe(1);
    expect(() => dataset.assignClass([9], 'dog')).toThrow(
      expect.objectContaining({ code: 'bad-image' }) as Error,
    );
  });
});

describe('the sample', () => {
  it('is balanced, repeats with its seed, and gives way to photos', async () => {
    const { dataset } = make();
    await dataset.setInputFormat({ height: 16, width: 16, channels: 3 });
    const sample = await dataset.useSample({ name: 'catsAndDogs', imagesPerClass: 10, seed: 7 });
    expect(sample.source).toBe('catsAndDogs');
    expect(sample.classes).toEqual([
      { name: 'cat', count: 10, train: 8, validation: 2, test: 0 },
      { name: 'dog', count: 10, train: 8, validation: 2, test: 0 },
    ]);
    const first = dataset.pixels(3).slice();
    await dataset.useSample({ name: 'catsAndDogs', imagesPerClass: 10, seed: 7 });
    expect(dataset.pixels(3)).toEqual(first);
    expect((await dataset.importImages([photo('cat/bad.jpg', 0)])).source).toBe('catsAndDogs');
    const photos = await dataset.importImages(pets);
    expect([photos.source, photos.images]).toEqual(['files', 5]);
  });
});

describe('changing the format', () => {
  it('is no reading while there is nothing to read', async () => {
    const { dataset, progress } = make();
    const summary = await dataset.setInputFormat({ height: 16, width: 16, channels: 3 });
    expect(summary.format).toEqual({ height: 16, width: 16, channels: 3 });
    expect(progress).toEqual([]);
  });

  it('reads the sources again, and resizes kept bytes where a file is gone', async () => {
    const { dataset, decoder } = make();
    await dataset.importImages(pets);
    decoder.lost = true;
    const before = decoder.decoded;
    const summary = await dataset.setInputFormat({ ...small, channels: 1 });
    expect(decoder.decoded - before).toBe(3);
    expect(summary.format).toEqual({ ...small, channels: 1 });
    expect([0, 3].map((id) => [...dataset.pixels(id)])).toEqual([
      new Array(16).fill(5),
      new Array(16).fill(102),
    ]);
    await dataset.setInputFormat(small);
    expect([...dataset.pixels(4)]).toEqual(new Array(48).fill(101));
    expect((await dataset.setInputFormat({ ...small })).images).toBe(5);
  });

  it('follows the last of several quick changes', async () => {
    const { dataset } = make();
    await dataset.importImages(pets);
    const sizes = [8, 16, 4].map((side) =>
      dataset.setInputFormat({ height: side, width: side, channels: 3 }),
    );
    await Promise.all(sizes);
    expect(dataset.format.height).toBe(4);
    expect(dataset.pixels(4)).toHaveLength(48);
  });

  it('is taken back when cancelled', async () => {
    const { dataset, decoder } = make();
    await dataset.importImages(pets);
    decoder.delayMs = 20;
    const change = dataset.setInputFormat(small);
    const outcome = expect(change).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await dataset.cancelImport();
    await outcome;
    expect(dataset.format.height).toBe(128);
  });
});

describe('for the training loop', () => {
  it('gives batches, and the same order whatever the order of import', async () => {
    const [one, other] = [make().dataset, make().dataset];
    await one.setInputFormat(small);
    await one.importImages(pets);
    await other.importImages([...pets].reverse());
    const paths = (dataset: Dataset): string[] => dataset.indices('train').map((id) => dataset.info(id).path);
    expect(paths(one)).toEqual(paths(other));
    const { bytes, labels } = one.batch([3, 1]);
    expect([bytes.length, bytes[0], bytes[48], ...labels]).toEqual([96, 102, 4, 1, 0]);
    expect(one.setSplit({ kind: 'pooled', validationFraction: 0.5 }, 3).classes[1]).toMatchObject({
      train: 1,
      validation: 1,
    });
  });

  it('decodes a picture that is not part of it, or says why not', async () => {
    const { dataset } = make();
    await dataset.setInputFormat(small);
    const { bytes, preview } = await dataset.decodeOne(new Blob([Uint8Array.of(7)]), dataset.format);
    expect([bytes.length, bytes[0], preview.rgba[0]]).toEqual([48, 7, 7]);
    await expect(dataset.decodeOne(new Blob([Uint8Array.of(0)]), dataset.format)).rejects.toMatchObject({
      code: 'bad-image',
    });
  });

  it('shows thumbnails side by side, and forgets everything when cleared', async () => {
    const { dataset } = make();
    await dataset.importImages(pets);
    const { width, height, rgba } = dataset.thumbnails([0, 4], 8);
    expect([width, height, rgba[0], rgba[4 * 8], rgba[3]]).toEqual([16, 8, 5, 101, 255]);
    const summary = await dataset.clear();
    expect([summary.images, summary.source, dataset.imageBytes]).toEqual([0, 'none', 0]);
  });
});
