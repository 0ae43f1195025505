/** Text to few characters that a URL may hold, and back. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

/** RFC 4648's alphabet for URLs. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The text in UTF-8, deflated without header or checksum. */
export function deflated(text: string): Uint8Array {
  return deflateSync(strToU8(text), { level: 9 });
}

/** What was deflated, at most a thousand times as long as `bytes`; `null` where they are damaged. */
export function inflated(bytes: Uint8Array): string | null {
  try {
    return strFromU8(inflateSync(bytes));
  } catch (error) {
    // fflate's errors have a code; what it trips over unprepared are a RangeError or TypeError.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Six bits a character, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const characters = [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63));
    text += characters.slice(0, Math.min(bytes.length - at, 3) + 1).join('');
  }
  return text;
}

/** `null` for what `toBase64Url` does not write. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  for (let at = 0, to = 0; at < text.length; at += 4) {
    const bits = [0, 1, 2, 3].reduce(
      (sum, index) => (sum << 6) | Math.max(alphabet.indexOf(text[at + index] ?? 'A'), 0),
      0,
    );
    for (const shift of [16, 8, 0]) if (to < bytes.length) bytes[to++] = (bits >> shift) & 255;
  }
  return bytes;
}
