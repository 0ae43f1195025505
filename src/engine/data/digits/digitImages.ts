/** The handwritten digits of MNIST as `scripts/digits.mjs` packs them: fetched when asked for, and unpacked. */
import { EngineError } from '../../failure';
import type { InputFormat } from '../../protocol';
import type { ImageRecord } from '../imageTable';

/** As MNIST has them: white on black. */
export const digitFormat: InputFormat = { height: 28, width: 28, channels: 1 };

/** One digit with its pixels, [28, 28, 1], a view into the file. */
export interface DigitImage {
  readonly record: ImageRecord;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Axes of an IDX file: class, picture, row, column. */
const axes = 4;
const magicOfBytes = 0x0800;
/** The file's two parts, in its order. The second is by other writers than the first. */
const parts = ['train', 'validation'] as const;

/** Fetches the file from the page's own site; throws `bad-image` where that fails. */
export async function loadDigits(): Promise<readonly DigitImage[]> {
  try {
    const response = await fetch(new URL('../../../../.cache/digits.bin', import.meta.url));
    if (!response.ok || response.body === null) throw new Error(`the answer was ${response.status}`);
    const unpacked = response.body.pipeThrough(new DecompressionStream('deflate'));
    return readDigits(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw new EngineError(
      'bad-image',
      'The handwritten digits could not be loaded. Check that the site Convoscope came from can be reached, then try again.',
      { cause: error instanceof Error ? error.message : String(error) },
    );
  }
}

/** Reads two IDX files, one after the other. Throws `RangeError` where they are not that. */
export function readDigits(file: ArrayBuffer): readonly DigitImage[] {
  const images: DigitImage[] = [];
  let offset = 0;
  for (const part of parts) {
    const header = new DataView(file, offset, 4 * (1 + axes));
    const [magic, classes, perClass, height, width] = Array.from({ length: 1 + axes }, (_, index) =>
      header.getUint32(4 * index),
    ) as [number, number, number, number, number];
    if (magic !== magicOfBytes + axes || height !== digitFormat.height || width !== digitFormat.width)
      throw new RangeError(`no IDX file of ${digitFormat.height} × ${digitFormat.width} bytes at ${offset}`);
    offset += header.byteLength;
    for (let digit = 0; digit < classes; digit++) {
      for (let index = 0; index < perClass; index++, offset += height * width) {
        const path = `${part}/${digit}/${index}.png`;
        const record = { path, key: path, source: null, className: String(digit), folderSplit: part };
        images.push({ record, bytes: new Uint8Array(file, offset, height * width) });
      }
    }
  }
  if (offset !== file.byteLength) throw new RangeError(`${file.byteLength - offset} bytes too many`);
  return images;
}
