/** Pictures made on the spot, so that no test needs a file from elsewhere. */
import { crc32, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

type Colour = readonly [red: number, green: number, blue: number];

/** A PNG of one colour, 8 bits a channel, no compression tricks. */
export function png(widthPx: number, heightPx: number, [red, green, blue]: Colour): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(widthPx * 3, Buffer.of(red, green, blue))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: heightPx }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** `count` pictures for a folder, each of its own shade and size: `{ 'train/cat/0.png': … }`. */
export function pictureFiles(folder: string, count: number, colour: Colour): Record<string, Buffer> {
  const [red, green, blue] = colour;
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${folder}${index}.png`,
      png(9 + index, 14, [red, green, (blue + 5 * index) % 256]),
    ]),
  );
}

/** For `setInputFiles`. */
export function asUploads(files: Readonly<Record<string, Buffer>>) {
  return Object.entries(files).map(([name, buffer]) => ({
    name,
    mimeType: name.endsWith('.zip') ? 'application/zip' : 'image/png',
    buffer,
  }));
}

/** The files as one archive. */
export function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  return Buffer.from(zipSync({ ...files }));
}
