const aborted = Symbol('aborted');

/**
 * Starts `work` on a few items at once and hands the results over in the items' order, so that what follows does
 * not depend on timing. At most `window` results are in the air. Returns early once `signal` aborts; results that
 * arrive later are dropped, failures too. A failure before that ends it.
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  window: number,
  signal: AbortSignal,
  work: (item: Item) => Promise<Result>,
  deliver: (item: Item, result: Result) => void,
): Promise<void> {
  const inAir: Promise<Result>[] = [];
  let next = 0;
  for (const item of items) {
    while (next < items.length && inAir.length < window) {
      const started = work(items[next++] as Item);
      // One that nobody waits for any more must not count as an unhandled rejection.
      started.catch(() => undefined);
      inAir.push(started);
    }
    const result = await unlessAborted(inAir.shift() as Promise<Result>, signal);
    if (result === aborted) return;
    deliver(item, result);
  }
}

/** Not `Promise.race`: racing against one long-lived promise would keep every result alive. */
function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | typeof aborted> {
  if (signal.aborted) return Promise.resolve(aborted);
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(aborted);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
