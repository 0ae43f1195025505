import type { InputFormat } from '../protocol';
import { random, type Random } from '../random';
import { drawFace, faceBox } from './drawnFaces';
import type { Bounds } from './drawing/painting';
import type { ImageSource } from './imageSource';
import { luma } from './resample';

type DrawnSource = Extract<ImageSource, { readonly kind: 'drawn' }>;

/** A picture of the drawn sample, [height, width, channels]: the same face at every size. */
export function drawSample(source: DrawnSource, format: InputFormat): Uint8Array<ArrayBuffer> {
  const rgb = drawFace(source.species, streamOf(source), format.height, format.width);
  return format.channels === 1 ? luma(rgb) : rgb;
}

/** Where the face (head and ears) lies in that picture, in pixels. */
export function sampleFaceBox(source: DrawnSource, { height, width }: InputFormat): Bounds {
  return faceBox(source.species, streamOf(source), height, width);
}

function streamOf({ species, seed, index }: DrawnSource): Random {
  return random(seed, species === 'cat' ? 0 : 1, index);
}
