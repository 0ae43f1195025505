import type { InputFormat } from '../protocol';
import { random } from '../random';
import { drawFace } from './drawnFaces';
import type { ImageSource } from './imageSource';
import { luma } from './resample';

type DrawnSource = Extract<ImageSource, { readonly kind: 'drawn' }>;

/** A picture of the drawn sample, [height, width, channels]: the same face at every size. */
export function drawSample(
  { species, seed, index }: DrawnSource,
  format: InputFormat,
): Uint8Array<ArrayBuffer> {
  const source = random(seed, species === 'cat' ? 0 : 1, index);
  const rgb = drawFace(species, source, format.height, format.width);
  return format.channels === 1 ? luma(rgb) : rgb;
}
