/** What the pool and its workers say to each other. One request is in work per worker. */
import type { InputFormat } from '../protocol';
import type { DecodedImage, ImageSource } from './imageSource';

export interface DecodeRequest {
  readonly source: ImageSource;
  readonly format: InputFormat;
  /** 0: no preview. */
  readonly previewSide: number;
}

export type DecodeReply =
  /** The worker's code is there: from now on the clock runs. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'decoded'; readonly image: DecodedImage }
  | { readonly kind: 'rejected'; readonly reason: string };
