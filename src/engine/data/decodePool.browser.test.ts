import { zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { DecodePool } from './decodePool';
import { drawSample } from './drawSample';
import type { ZipEntry } from './imageSource';
import { readZipDirectory } from './zip';

const format = { height: 2, width: 2, channels: 3 } as const;
let pool = new DecodePool();

afterEach(() => {
  pool.dispose();
  pool = new DecodePool();
});

async function png(
  width: number,
  height: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d') as OffscreenCanvasRenderingContext2D);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Left half red, right half transparent. */
const halves = png(64, 32, (context) => {
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 32, 32);
});
/** Pillow 13, `resize((2, 2), BILINEAR)`: the filter reaches over the edge between the halves. */
const expected = [255, 36, 36, 255, 219, 219, 255, 36, 36, 255, 219, 219];

describe('the decode pool', () => {
  it('decodes, lays over white, resizes, and keeps the proportions in the preview', async () => {
    const { bytes, preview } = await pool.decode({ kind: 'file', blob: await halves }, format, 16);
    expect([...bytes]).toEqual(expected);
    expect([preview?.width, preview?.height]).toEqual([16, 8]);
    expect([...(preview?.rgba.subarray(0, 4) ?? [])]).toEqual([255, 0, 0, 255]);
  });

  it('makes grey', async () => {
    const { bytes } = await pool.decode({ kind: 'file', blob: await halves }, { ...format, channels: 1 }, 0);
    expect([...bytes]).toEqual([102, 229, 102, 229]);
  });

  it('unpacks entries of a zip', async () => {
    const packed = zipSync({ 'a.png': new Uint8Array(await (await halves).arrayBuffer()) });
    const { entries } = await readZipDirectory(new Blob([new Uint8Array(packed)]));
    const { bytes } = await pool.decode({ kind: 'zipEntry', entry: entries[0] as ZipEntry }, format, 0);
    expect([...bytes]).toEqual(expected);
  });

  it('draws the same sample as anywhere else', async () => {
    const source = { kind: 'drawn', species: 'dog', seed: 7, index: 3 } as const;
    const size = { height: 32, width: 32, channels: 3 } as const;
    expect((await pool.decode(source, size, 0)).bytes).toEqual(drawSample(source, size));
  });

  it('says why a file is refused', async () => {
    const refuse = (...parts: BlobPart[]) =>
      expect(pool.decode({ kind: 'file', blob: new Blob(parts) }, format, 0)).rejects;
    await refuse().toThrow('the file is empty.');
    await refuse('hello').toThrow('this is not a picture.');
    await refuse('<svg xmlns="http://www.w3.org/2000/svg"/>').toThrow(
      'does not read SVG drawing files. Save it as JPEG or PNG.',
    );
    await refuse(new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])).toThrow(
      'does not read TIFF or camera raw files.',
    );
    await refuse((await halves).slice(0, 60)).toThrow('the PNG data is damaged or cut off.');
  });

  it('refuses a bomb by its header, before it is unpacked', async () => {
    const bytes = new Uint8Array(await (await halves).arrayBuffer());
    new DataView(bytes.buffer).setUint32(16, 30_000);
    new DataView(bytes.buffer).setUint32(20, 30_000);
    const decoding = pool.decode({ kind: 'file', blob: new Blob([bytes]) }, format, 0);
    await expect(decoding).rejects.toThrow('30000 × 30000 are 900 million pixels; the limit is 120 million.');
  });

  it('gives up on what takes too long, and goes on with the rest', async () => {
    pool.dispose();
    pool = new DecodePool(250);
    const large = await png(8000, 8000, (context) => {
      context.fillStyle = '#080';
      context.fillRect(0, 0, 4000, 8000);
    });
    const slow = pool.decode({ kind: 'file', blob: large }, format, 0);
    const rest = [await halves, await halves].map((blob) => pool.decode({ kind: 'file', blob }, format, 0));
    await expect(slow).rejects.toThrow('it took longer than 0.25 s to read.');
    for (const { bytes } of await Promise.all(rest)) expect([...bytes]).toEqual(expected);
  });
});
