/**
 * How a failure crosses the worker boundary: name, message, stack and our code, so that the page can
 * decide by `code` and show `message` as it is. Importing this file on both sides sets it up.
 */
import * as Comlink from 'comlink';
import type { EngineErrorCode, Fault } from './protocol';

/** An engine failure that the caller can tell apart by `code`; `message` is written for people. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The same failure with our code where it is JavaScript's own way of saying that memory ran out; else as it is. */
function typed(error: unknown): unknown {
  if (
    !(error instanceof RangeError) ||
    !/allocation|array (buffer )?length|out of memory/i.test(error.message)
  )
    return error;
  return new EngineError(
    'out-of-memory',
    'There is not enough memory for this. Make the batch, the images or the network smaller.',
    { cause: error.message },
  );
}

/** What the user is told of a failure: an `EngineError` speaks for itself, anything else gets `message`. */
export function faultOf(failure: unknown, message: string): Fault {
  const error = typed(failure);
  if (error instanceof EngineError) {
    return {
      code: error.code,
      message: error.message,
      detail: typeof error.cause === 'string' ? error.cause : (error.stack ?? ''),
    };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal', message, detail };
}

interface SerialisedFailure {
  readonly code: EngineErrorCode;
  readonly message: string;
  readonly stack: string | undefined;
}

/** Comlink marks thrown values with a private symbol; its own 'throw' handler knows it, ours wraps that one. */
const original = Comlink.transferHandlers.get('throw');
if (original === undefined) throw new Error('Comlink has no "throw" transfer handler: was it updated?');

Comlink.transferHandlers.set('throw', {
  canHandle: (value): value is unknown => original.canHandle(value),
  serialize: (thrown) => {
    const value = typed((thrown as { value: unknown }).value);
    const failure: SerialisedFailure = {
      code: value instanceof EngineError ? value.code : 'internal',
      message: value instanceof Error ? value.message : String(value),
      stack: value instanceof Error ? value.stack : undefined,
    };
    return [failure, []];
  },
  deserialize: (failure: SerialisedFailure) => {
    const error = new EngineError(failure.code, failure.message);
    if (failure.stack !== undefined) error.stack = failure.stack;
    throw error;
  },
});
