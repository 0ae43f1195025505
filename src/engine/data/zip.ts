/**
 * Reads the directory at the end of a `.zip` (PKWARE APPNOTE 4.3), so that each entry stays a slice of the file on
 * disk and nothing is unpacked before its turn. Entries that cannot be unpacked are named with the reason.
 */
import type { RejectedFile } from '../protocol';
import { ImageRejection, type ZipEntry } from './imageSource';

const maxEntries = 500_000;
const maxEntryBytes = 256 * 2 ** 20;
/** Photos hardly compress: a large archive that grows this much is made to fill the memory. */
const maxExpansion = 100;
const expansionCheckedFromBytes = 2 ** 30;

const endSignature = 0x06054b50;
const endBytes = 22;
const end64LocatorSignature = 0x07064b50;
const end64LocatorBytes = 20;
const end64Signature = 0x06064b50;
const end64Bytes = 56;
const centralSignature = 0x02014b50;
const centralBytes = 46;
/** A local header with the longest name and extra field it can have. */
const maxLocalHeaderBytes = 30 + 2 * 0xffff;
const zip64ExtraId = 1;
const encryptedFlag = 1;
const utf8Flag = 0x800;

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly rejected: readonly RejectedFile[];
}

/**
 * Lists a `.zip` without unpacking it; entries of more than `mostBytes` are rejected. Throws `ImageRejection` for what is no zip, a
 * damaged one or a bomb.
 */
export async function readZipDirectory(archive: Blob, mostBytes = maxEntryBytes): Promise<ZipDirectory> {
  const place = await findDirectory(archive);
  if (place.entries > maxEntries) {
    throw new ImageRejection(
      `this .zip lists ${place.entries} files; the limit is ${maxEntries}. Split it into smaller ones.`,
    );
  }
  const bytes = await read(archive, place.offset, place.offset + place.sizeBytes);
  const entries: ZipEntry[] = [];
  const rejected: RejectedFile[] = [];
  let totalBytes = 0;
  let at = 0;
  for (let i = 0; i < place.entries; i++) {
    if (at + centralBytes > bytes.byteLength || bytes.getUint32(at, true) !== centralSignature)
      throw damaged();
    const record = readRecord(bytes, at);
    at = record.next;
    if (record.path.endsWith('/')) continue;
    totalBytes += record.sizeBytes;
    const reason = refusal(record, mostBytes);
    if (reason !== null) {
      rejected.push({ path: record.path, reason });
      continue;
    }
    const { path, sizeBytes, compressedBytes, crc32, localOffset } = record;
    const blob = archive.slice(localOffset, localOffset + maxLocalHeaderBytes + compressedBytes);
    entries.push({
      path,
      blob,
      compression: record.method === 0 ? 'stored' : 'deflate',
      compressedBytes,
      sizeBytes,
      crc32,
    });
  }
  if (totalBytes > expansionCheckedFromBytes && totalBytes > maxExpansion * archive.size) {
    throw new ImageRejection(
      `this .zip would unpack from ${gigabytes(archive.size)} to ${gigabytes(totalBytes)}, as a zip bomb does. Nothing of it was read.`,
    );
  }
  return { entries, rejected };
}

interface DirectoryPlace {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly entries: number;
}

/** The end record stands last, before a comment of up to 65,535 bytes; zip64 keeps its numbers one record earlier. */
async function findDirectory(archive: Blob): Promise<DirectoryPlace> {
  if (archive.size === 0) throw new ImageRejection('the file is empty.');
  const tailStart = Math.max(0, archive.size - endBytes - 0xffff - end64LocatorBytes);
  const tail = await read(archive, tailStart, archive.size);
  let end = tail.byteLength - endBytes;
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end--;
  if (end < 0)
    throw new ImageRejection('this is not a .zip, or its end is missing. Download or pack it again.');
  const place = {
    entries: tail.getUint16(end + 10, true),
    sizeBytes: tail.getUint32(end + 12, true),
    offset: tail.getUint32(end + 16, true),
  };
  const locator = end - end64LocatorBytes;
  if (locator < 0 || tail.getUint32(locator, true) !== end64LocatorSignature) return inside(archive, place);
  const end64Offset = Number(tail.getBigUint64(locator + 8, true));
  const end64 = await read(archive, end64Offset, end64Offset + end64Bytes);
  if (end64.byteLength < end64Bytes || end64.getUint32(0, true) !== end64Signature) throw damaged();
  return inside(archive, {
    entries: Number(end64.getBigUint64(32, true)),
    sizeBytes: Number(end64.getBigUint64(40, true)),
    offset: Number(end64.getBigUint64(48, true)),
  });
}

function inside(archive: Blob, place: DirectoryPlace): DirectoryPlace {
  if (place.offset + place.sizeBytes > archive.size) throw damaged();
  return place;
}

interface DirectoryRecord {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly localOffset: number;
  readonly next: number;
}

function readRecord(bytes: DataView<ArrayBuffer>, at: number): DirectoryRecord {
  const flags = bytes.getUint16(at + 8, true);
  const nameEnd = at + centralBytes + bytes.getUint16(at + 28, true);
  const extraEnd = nameEnd + bytes.getUint16(at + 30, true);
  const next = extraEnd + bytes.getUint16(at + 32, true);
  if (next > bytes.byteLength) throw damaged();
  const large = zip64Numbers(bytes, nameEnd, extraEnd);
  /** Fields of 0xffffffff stand in the zip64 extra field instead, in this order. */
  const number = (offset: number): number => {
    const value = bytes.getUint32(offset, true);
    return value === 0xffffffff ? (large.shift() ?? value) : value;
  };
  const sizeBytes = number(at + 24);
  const compressedBytes = number(at + 20);
  const localOffset = number(at + 42);
  return {
    path: decodeName(
      new Uint8Array(bytes.buffer, bytes.byteOffset + at + centralBytes, nameEnd - at - centralBytes),
      flags,
    ),
    flags,
    method: bytes.getUint16(at + 10, true),
    crc32: bytes.getUint32(at + 16, true),
    compressedBytes,
    sizeBytes,
    localOffset,
    next,
  };
}

function zip64Numbers(bytes: DataView, from: number, to: number): number[] {
  for (let at = from; at + 4 <= to;) {
    const sizeBytes = bytes.getUint16(at + 2, true);
    if (bytes.getUint16(at, true) === zip64ExtraId) {
      const count = Math.min(3, Math.floor(Math.min(sizeBytes, to - at - 4) / 8));
      return Array.from({ length: count }, (_, i) => Number(bytes.getBigUint64(at + 4 + 8 * i, true)));
    }
    at += 4 + sizeBytes;
  }
  return [];
}

/** UTF-8 where flagged or where it happens to be valid (macOS does not flag it), else the old DOS code page 437. */
function decodeName(name: Uint8Array, flags: number): string {
  const strict = (flags & utf8Flag) === 0;
  try {
    return new TextDecoder('utf-8', { fatal: strict }).decode(name).replaceAll('\\', '/');
  } catch {
    // `fatal` throws for bytes that are not UTF-8; that is the answer, not a fault.
    return Array.from(name, (byte) =>
      byte < 128 ? String.fromCharCode(byte) : codePage437[byte - 128],
    ).join('');
  }
}

const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function refusal({ flags, method, sizeBytes }: DirectoryRecord, mostBytes: number): string | null {
  if ((flags & encryptedFlag) !== 0) return 'it is encrypted in the .zip. Unpack it with its password first.';
  if (method !== 0 && method !== 8) {
    return `it is packed with method ${method}, which is not supported. Pack the .zip again with the usual "deflate".`;
  }
  if (sizeBytes > mostBytes)
    return `it would unpack to ${gigabytes(sizeBytes)}; the limit is ${gigabytes(mostBytes)}.`;
  return null;
}

async function read(archive: Blob, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await archive.slice(start, end).arrayBuffer());
}

function damaged(): ImageRejection {
  return new ImageRejection('the .zip is damaged. Download or pack it again.');
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toPrecision(2)} MB` : `${(bytes / 1e9).toPrecision(2)} GB`;
}
