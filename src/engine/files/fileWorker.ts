import * as Comlink from 'comlink';
import { EngineError } from '../failure';
import type { FileWork } from './fileWork';

/** Longer than the largest network takes. */
const LIMIT_MS = 120_000;

/**
 * Does `work` in a worker of its own, which is ended afterwards. Throws `bad-file` where that takes too long, and what `work`
 * throws.
 */
export async function inFileWorker<T>(
  work: (files: Comlink.Remote<FileWork>) => Promise<T>,
  limitMs = LIMIT_MS,
): Promise<T> {
  const worker = new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module', name: 'file' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => {
      reject(new EngineError('internal', `The worker for files stopped: ${message}. Try again.`));
    };
    timer = setTimeout(() => {
      reject(
        new EngineError(
          'bad-file',
          `The file took longer than ${Math.round(limitMs / 1000)} s; it may be damaged.`,
        ),
      );
    }, limitMs);
  });
  try {
    return await Promise.race([work(Comlink.wrap<FileWork>(worker)), failed]);
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
