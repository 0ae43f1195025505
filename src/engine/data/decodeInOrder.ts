import type { InputFormat } from '../protocol';
import { ImageRejection, type DecodedImage, type Decoder, type ImageSource } from './imageSource';
import { inOrder } from './inOrder';

/**
 * Reads pictures, a few at once, and delivers each in its turn: as decoded, or why it was refused. Returns early once
 * `signal` aborts; throws what is no fault of a picture.
 */
export function decodeInOrder<Item extends { readonly source: ImageSource | null }>(
  decoder: Decoder,
  items: readonly Item[],
  format: InputFormat,
  signal: AbortSignal,
  deliver: (item: Item, outcome: DecodedImage | ImageRejection) => void,
): Promise<void> {
  const decode = async ({ source }: Item): Promise<DecodedImage | ImageRejection> => {
    if (source === null) return new ImageRejection('it has no file of its own.');
    try {
      return await decoder.decode(source, format, 0);
    } catch (error) {
      if (error instanceof ImageRejection) return error;
      throw error;
    }
  };
  return inOrder(items, 4 * decoder.concurrency, signal, decode, deliver);
}
