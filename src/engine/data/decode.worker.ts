/** One of the decode pool's workers: takes a request, answers it, waits for the next. */
import type { DecodeReply, DecodeRequest } from './decodeMessages';
import { decodeImage } from './decodeImage';
import { drawSample } from './drawSample';
import { ImageRejection, type DecodedImage } from './imageSource';
import { unzipEntry } from './unzipEntry';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<DecodeRequest>) => {
  void answer(data);
};

post({ kind: 'ready' });

async function answer(request: DecodeRequest): Promise<void> {
  try {
    const image = await decode(request);
    const buffers = [image.bytes.buffer, ...(image.preview === null ? [] : [image.preview.rgba.buffer])];
    post({ kind: 'decoded', image }, buffers);
  } catch (error) {
    post({ kind: 'rejected', reason: reasonOf(error) });
  }
}

/** Whatever goes wrong costs this picture only. */
function reasonOf(error: unknown): string {
  if (error instanceof ImageRejection) return error.message;
  return `reading it failed (${error instanceof Error ? error.message : String(error)}).`;
}

async function decode({ source, format, previewSide }: DecodeRequest): Promise<DecodedImage> {
  switch (source.kind) {
    case 'file':
      return decodeImage(source.blob, format, previewSide);
    case 'zipEntry':
      return decodeImage(new Blob([await unzipEntry(source.entry)]), format, previewSide);
    case 'drawn':
      return { bytes: drawSample(source, format), preview: null };
    default:
      return source satisfies never;
  }
}

function post(reply: DecodeReply, transfer: Transferable[] = []): void {
  self.postMessage(reply, transfer);
}
