import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findCandidates } from './candidates';
import { unzipEntry } from './unzipEntry';
import { readZipDirectory } from './zip';

const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i * 7) % 251);
const blank = new Uint8Array(100_000);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function zip(content: Zippable): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(content));
}

function position(bytes: Uint8Array, signature: string): number {
  return Buffer.from(bytes).indexOf(Buffer.from(signature, 'latin1'));
}

describe('readZipDirectory', () => {
  it('finds entries that unpack to what was packed, stored and deflated', async () => {
    const archive = new Blob([
      zip({ 'cat/1.jpg': [noise, { level: 0 }], 'dog/2.png': [blank, { level: 9 }], 'empty/': [] as never }),
    ]);
    const { entries, rejected } = await readZipDirectory(archive);
    expect(rejected).toEqual([]);
    expect(entries.map(({ path, compression }) => [path, compression])).toEqual([
      ['cat/1.jpg', 'stored'],
      ['dog/2.png', 'deflate'],
    ]);
    expect(await unzipEntry(entries[0] as never)).toEqual(noise);
    expect(await unzipEntry(entries[1] as never)).toEqual(blank);
  });

  it('reads names of any alphabet', async () => {
    const { entries } = await readZipDirectory(new Blob([zip({ 'Кошки/кот.jpg': noise })]));
    expect(entries[0]?.path).toBe('Кошки/кот.jpg');
  });

  it('finds the directory behind a comment', async () => {
    const bytes = zip({ 'a.jpg': noise });
    const comment = encode('made by hand');
    const end = new DataView(bytes.buffer, position(bytes, 'PK\x05\x06'));
    end.setUint16(20, comment.length, true);
    expect(
      (await readZipDirectory(new Blob([bytes, comment as Uint8Array<ArrayBuffer>]))).entries,
    ).toHaveLength(1);
  });

  it('says what is wrong with what is no whole zip', async () => {
    const bytes = zip({ 'a.jpg': noise });
    await expect(readZipDirectory(new Blob([]))).rejects.toThrow('the file is empty');
    await expect(readZipDirectory(new Blob([noise]))).rejects.toThrow(
      'this is not a .zip, or its end is missing',
    );
    await expect(readZipDirectory(new Blob([bytes.subarray(0, -30)]))).rejects.toThrow('its end is missing');
    await expect(readZipDirectory(new Blob([bytes.subarray(40)]))).rejects.toThrow('the .zip is damaged');
  });

  it('names entries that are encrypted or packed in another way, and keeps the rest', async () => {
    const bytes = zip({ 'a.jpg': noise, 'b.jpg': noise, 'c.jpg': noise });
    const view = new DataView(bytes.buffer);
    const first = position(bytes, 'PK\x01\x02');
    const second = first + 46 + 'a.jpg'.length;
    view.setUint16(first + 8, 1, true);
    view.setUint16(second + 10, 93, true);
    const { entries, rejected } = await readZipDirectory(new Blob([bytes]));
    expect(entries.map(({ path }) => path)).toEqual(['c.jpg']);
    expect(rejected.map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg']);
    expect(rejected[0]?.reason).toMatch(/encrypted/);
    expect(rejected[1]?.reason).toMatch(/method 93/);
  });

  it('refuses bombs by what they announce', async () => {
    const bytes = zip(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.png`, blank])));
    const view = new DataView(bytes.buffer);
    let at = position(bytes, 'PK\x01\x02');
    for (let i = 0; i < 20; i++) {
      view.setUint32(at + 24, 200e6, true);
      at += 46 + view.getUint16(at + 28, true);
    }
    await expect(readZipDirectory(new Blob([bytes]))).rejects.toThrow(/to 4\.0 GB, as a zip bomb does/);
  });
});

describe('unzipEntry', () => {
  it('never unpacks more than was announced, and notices damage', async () => {
    const bytes = zip({ 'a.png': blank });
    const { entries } = await readZipDirectory(new Blob([bytes]));
    const entry = entries[0] as NonNullable<(typeof entries)[0]>;
    await expect(unzipEntry({ ...entry, sizeBytes: 1000 })).rejects.toThrow('damaged inside the .zip');
    await expect(unzipEntry({ ...entry, crc32: entry.crc32 ^ 1 })).rejects.toThrow('damaged inside the .zip');
    const half = { ...entry, compressedBytes: entry.compressedBytes >> 1 };
    await expect(unzipEntry(half)).rejects.toThrow('damaged inside the .zip');
  });
});

describe('findCandidates', () => {
  const file = (name: string, bytes: Uint8Array = noise): { file: File; path: string } => ({
    file: new File([bytes as Uint8Array<ArrayBuffer>], name.split('/').at(-1) as string, { lastModified: 1 }),
    path: name,
  });

  it('opens a zip as a folder of its name, leaves junk out and does not follow zips inside', async () => {
    const archive = zip({
      'train/cat.0.jpg': noise,
      'train/dog.0.jpg': blank,
      '__MACOSX/x.jpg': noise,
      '.DS_Store': noise,
      'more.zip': noise,
    });
    const { candidates, rejected } = await findCandidates([file('pets.zip', archive), file('.DS_Store')]);
    expect(candidates.map(({ path, className, folderSplit }) => [path, className, folderSplit])).toEqual([
      ['pets/train/cat.0.jpg', 'cat', 'train'],
      ['pets/train/dog.0.jpg', 'dog', 'train'],
    ]);
    expect(rejected).toEqual([
      { path: 'pets/more.zip', reason: 'a .zip inside a .zip is not opened. Unpack it first.' },
    ]);
  });

  it('rejects a broken zip by name and goes on', async () => {
    const { candidates, rejected } = await findCandidates([file('broken.zip'), file('cat/1.jpg')]);
    expect(candidates.map(({ path }) => path)).toEqual(['cat/1.jpg']);
    expect(rejected.map(({ path }) => path)).toEqual(['broken.zip']);
  });

  it('makes the loose pictures of cat.zip and dog.zip two classes', async () => {
    const { candidates } = await findCandidates([
      file('cat.zip', zip({ '1.jpg': noise })),
      file('dog.zip', zip({ '1.jpg': blank })),
    ]);
    expect(candidates.map(({ className }) => className)).toEqual(['cat', 'dog']);
  });
});
