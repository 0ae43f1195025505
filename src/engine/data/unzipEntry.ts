/** Unpacks one entry of a `.zip`, never to more than the archive's directory announced. */
import { Inflate } from 'fflate';
import { ImageRejection, type ZipEntry } from './imageSource';

const localSignature = 0x04034b50;
const localBytes = 30;
/** Deflate grows its input at most 1032 times: a slice can become 17 MB before the size is looked at. */
const sliceBytes = 2 ** 14;

/** The entry's bytes; throws `ImageRejection` when they are damaged. */
export async function unzipEntry(entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  const header = new DataView(await entry.blob.slice(0, localBytes).arrayBuffer());
  if (header.byteLength < localBytes || header.getUint32(0, true) !== localSignature) throw damaged();
  const start = localBytes + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = new Uint8Array(await entry.blob.slice(start, start + entry.compressedBytes).arrayBuffer());
  const bytes = entry.compression === 'stored' ? packed : inflate(packed, entry.sizeBytes);
  if (bytes.length !== entry.sizeBytes || crc32(bytes) !== entry.crc32) throw damaged();
  return bytes;
}

function inflate(packed: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > sizeBytes) throw damaged();
    bytes.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += sliceBytes) {
      stream.push(packed.subarray(at, at + sliceBytes), at + sliceBytes >= packed.length);
    }
  } catch (error) {
    throw error instanceof ImageRejection ? error : damaged(error);
  }
  return bytes.subarray(0, filled);
}

function damaged(cause?: unknown): ImageRejection {
  return new ImageRejection('it is damaged inside the .zip. Download or pack the .zip again.', { cause });
}

/** CRC-32 of IEEE 802.3, reflected, as zip uses it. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++)
    crc = (crcTable[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
